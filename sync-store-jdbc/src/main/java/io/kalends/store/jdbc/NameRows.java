package io.kalends.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.SyncException;
import io.kalends.sync.store.LinkCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The table of lists of field names. Never changed or removed, so what was read once is known for good. */
final class NameRows implements LinkCodec.FieldNames {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;
    private final Map<Long, List<String>> known = new ConcurrentHashMap<>();

    NameRows(Database database) {
        this.database = database;
    }

    /** In a transaction of its own, before the links that name it: a list that no link names does no harm. */
    @Override
    public void keep(long id, List<String> names) {
        if (known.containsKey(id)) {
            return;
        }
        ArrayNode json = JSON.createArrayNode();
        names.forEach(json::add);
        database.insertOnce("INSERT INTO kalends_names (id, names) VALUES (?, ?)", statement -> {
            statement.setLong(1, id);
            statement.setString(2, json.toString());
        });
        known.put(id, List.copyOf(names));
    }

    @Override
    public List<String> find(long id) {
        List<String> names = known.get(id);
        if (names == null) {
            names = load(id);
            known.put(id, names);
        }
        return names;
    }

    private List<String> load(long id) {
        return database.read(connection -> Sql.first(
                        connection,
                        "SELECT names FROM kalends_names WHERE id = ?",
                        statement -> statement.setLong(1, id),
                        row -> parse(row.getString(1))))
                .orElseThrow(() -> damaged(id));
    }

    private List<String> parse(String json) {
        try {
            List<String> names = new ArrayList<>();
            for (JsonNode name : JSON.readTree(json)) {
                names.add(name.asText());
            }
            return List.copyOf(names);
        } catch (JsonProcessingException e) {
            throw damaged(0);
        }
    }

    private SyncException damaged(long id) {
        return new SyncException(
                database.place(), "kalends_names lacks the list " + id, "restore the whole store from one backup");
    }
}
