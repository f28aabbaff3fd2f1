package io.kalends.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real database whose statements are noted, and whose connection can be lost at a chosen call. */
final class WatchedDatabase {

    final Set<String> statements = new LinkedHashSet<>();
    final AtomicInteger open = new AtomicInteger();
    int mostOpen;
    Predicate<String> losesConnectionAt = call -> false;

    boolean losesNextCommitsAnswer;

    @Nullable
    String productName;

    private final DataSource real;

    WatchedDatabase(DataSource real) {
        this.real = real;
    }

    DataSource source() {
        return proxy(DataSource.class, real);
    }

    List<String> queries() {
        return new ArrayList<>(
                statements.stream().filter(sql -> sql.startsWith("SELECT")).toList());
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("prepareStatement") && arguments != null) {
            statements.add((String) arguments[0]);
        }
        String call = name + (arguments == null ? "" : " " + arguments[0]);
        if (losesConnectionAt.test(call)) {
            throw new SQLException("the connection is lost", "08006");
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (name.equals("commit") && losesNextCommitsAnswer) {
            losesNextCommitsAnswer = false;
            throw new SQLException("the connection is lost after the commit", "08006");
        }
        if (name.equals("getMetaData") && target instanceof Connection) {
            return proxy(DatabaseMetaData.class, result);
        }
        if (name.equals("getDatabaseProductName") && productName != null) {
            return productName;
        }
        if (name.equals("getConnection") && target instanceof DataSource) {
            mostOpen = Math.max(mostOpen, open.incrementAndGet());
            return proxy(Connection.class, result);
        }
        if (name.equals("close") && target instanceof Connection) {
            open.decrementAndGet();
        }
        return result;
    }
}
