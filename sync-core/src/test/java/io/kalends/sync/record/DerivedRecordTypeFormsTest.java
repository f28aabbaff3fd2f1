package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row a value: what it stands as in JSON, and that it comes back from there. */
class DerivedRecordTypeFormsTest {

    private final ObjectMapper json = new ObjectMapper();

    record Text(String id, String v) {}

    record Whole(String id, byte v, Short w, Integer x, long y, BigInteger z) {}

    record Broken(String id, double v, Float w, BigDecimal x) {}

    record Other(String id, boolean v, Character w, DayOfWeek x, UUID y, URI z, Currency c) {}

    record Point(String id, Instant v, OffsetDateTime w, ZonedDateTime x) {}

    record Local(String id, LocalDate v, LocalTime w, LocalDateTime x, OffsetTime y, YearMonth z, MonthDay m) {}

    record Span(String id, Duration v, Period w, ZoneId x, ZoneOffset y) {}

    record Nested(String id, Inner v) {}

    record Inner(Text text, List<Inner2> list) {}

    record Inner2(Optional<LocalDate> day) {}

    record Lists(String id, List<List<Integer>> v, Collection<Inner2> w) {}

    record Sets(String id, Set<BigDecimal> v, Set<Inner2> w) {}

    record Maps(String id, Map<String, List<Integer>> v, Map<LocalDate, String> w, Map<Long, Boolean> x) {}

    record Maybe(String id, Optional<String> v, Optional<List<String>> w) {}

    record Wild(String id, List<? extends Inner2> v) {}

    static Stream<Arguments> rows() {
        return Stream.of(
                row(new Text("1", "a \"b\" \n ü \uD83D\uDCC5"), "{'v': 'a \\\"b\\\" \\n ü \uD83D\uDCC5'}"),
                row(new Text("1", ""), "{'v': ''}"),
                row(
                        new Whole("1", (byte) -1, (short) 2, 3, Long.MAX_VALUE, BigInteger.TEN.pow(30)),
                        "{'v': -1, 'w': 2, 'x': 3, 'y': 9223372036854775807, 'z': 1000000000000000000000000000000}"),
                row(new Broken("1", 0.1, 0.1f, new BigDecimal("12.50")), "{'v': 0.1, 'w': 0.1, 'x': '12.50'}"),
                row(
                        new Broken("1", Double.NaN, Float.NEGATIVE_INFINITY, new BigDecimal("1E+400")),
                        "{'v': 'NaN', 'w': '-Infinity', 'x': '1E+400'}"),
                row(
                        new Broken("1", Double.MIN_VALUE, Float.MAX_VALUE, new BigDecimal("0.1234567890123456789")),
                        "{'v': 4.9E-324, 'w': 3.4028235E38, 'x': '0.1234567890123456789'}"),
                row(
                        new Other(
                                "1",
                                true,
                                'x',
                                DayOfWeek.MONDAY,
                                new UUID(1, 2),
                                URI.create("a:b?c=%20"),
                                Currency.getInstance("EUR")),
                        "{'v': true, 'w': 'x', 'x': 'MONDAY', 'y': '00000000-0000-0001-0000-000000000002',"
                                + " 'z': 'a:b?c=%20', 'c': 'EUR'}"),
                row(
                        new Point(
                                "1",
                                Instant.parse("2026-03-10T12:00:00.000000001Z"),
                                OffsetDateTime.parse("2026-03-10T12:00:00+01:00"),
                                ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]")),
                        "{'v': '2026-03-10T12:00:00.000000001Z', 'w': '2026-03-10T12:00+01:00',"
                                + " 'x': '2026-10-25T02:30+01:00[Europe/Berlin]'}"),
                row(
                        new Local(
                                "1",
                                LocalDate.parse("2024-02-29"),
                                LocalTime.MAX,
                                LocalDateTime.parse("2026-03-10T00:00"),
                                OffsetTime.parse("10:00+02:00"),
                                YearMonth.of(12345, 6),
                                MonthDay.of(2, 29)),
                        "{'v': '2024-02-29', 'w': '23:59:59.999999999', 'x': '2026-03-10T00:00', 'y': '10:00+02:00',"
                                + " 'z': '+12345-06', 'm': '--02-29'}"),
                row(
                        new Span(
                                "1",
                                Duration.ofSeconds(-90, 5),
                                Period.of(1, -2, 3),
                                ZoneId.of("America/Argentina/Salta"),
                                ZoneOffset.ofHours(-3)),
                        "{'v': 'PT-1M-29.999999995S', 'w': 'P1Y-2M3D', 'x': 'America/Argentina/Salta', 'y': '-03:00'}"),
                row(
                        new Nested(
                                "1",
                                new Inner(
                                        new Text("2", "t"),
                                        List.of(
                                                new Inner2(Optional.of(LocalDate.EPOCH)),
                                                new Inner2(Optional.empty())))),
                        "{'v': {'text': {'id': '2', 'v': 't'}, 'list': [{'day': '1970-01-01'}, {}]}}"),
                row(
                        new Lists("1", List.of(List.of(1, 2), List.of()), List.of(new Inner2(Optional.empty()))),
                        "{'v': [[1, 2], []], 'w': [{}]}"),
                row(
                        new Sets("1", Set.of(BigDecimal.TEN, BigDecimal.ONE), Set.of(new Inner2(Optional.empty()))),
                        "{'v': ['1', '10'], 'w': [{}]}"),
                row(
                        new Maps(
                                "1",
                                Map.of("b", List.of(1), "a", List.of()),
                                Map.of(LocalDate.EPOCH, ""),
                                Map.of(7L, false)),
                        "{'v': {'a': [], 'b': [1]}, 'w': {'1970-01-01': ''}, 'x': {'7': false}}"),
                row(new Maybe("1", Optional.of(""), Optional.of(List.of("a"))), "{'v': '', 'w': ['a']}"),
                row(new Maybe("1", Optional.empty(), Optional.empty()), "{}"),
                row(
                        new Wild("1", List.of(new Inner2(Optional.of(LocalDate.EPOCH)))),
                        "{'v': [{'day': '1970-01-01'}]}"));
    }

    private static Arguments row(Record record, String expected) {
        String whole = expected.equals("{}") ? "{'id': '1'}" : "{'id': '1', " + expected.substring(1);
        return Arguments.of(record, whole.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("rows")
    <R extends Record> void standsAsJsonAndComesBack(R record, String expected) throws Exception {
        RecordType<R> type = typeOf(record);

        String stored = json.writeValueAsString(type.encode(record));

        assertThat(json.readTree(stored)).isEqualTo(json.readTree(expected));
        assertThat(type.decode(json.readTree(stored))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("rows")
    <R extends Record> void comesBackFieldByField(R record) throws Exception {
        RecordType<R> type = typeOf(record);
        R blank = type.decode(json.readTree("{\"id\": \"1\"}"));

        R patched = blank;
        for (Field<R> field : type.fields()) {
            patched = type.patch(patched, Map.of(field.name(), field.value(record)));
        }

        Fingerprints prints = new Fingerprints(new byte[32]);
        assertThat(prints.of(type, patched, Set.of())).isEqualTo(prints.of(type, record, Set.of()));
    }

    // The class of a record is the class of its type.
    @SuppressWarnings("unchecked")
    private static <R extends Record> RecordType<R> typeOf(R record) {
        return RecordType.of((Class<R>) record.getClass());
    }
}
