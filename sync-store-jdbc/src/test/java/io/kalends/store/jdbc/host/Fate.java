package io.kalends.store.jdbc.host;

import io.kalends.testkit.Crash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** How long a process lives: until its n-th step. From then on none of its calls gets through. Safe for many threads. */
final class Fate {

    private final int last;
    private final List<String> steps = new ArrayList<>();
    private boolean dead;

    private Fate(int last) {
        this.last = last;
    }

    static Fate longLife() {
        return new Fate(0);
    }

    static Fate diesAt(int step) {
        return new Fate(step);
    }

    boolean isImmortal() {
        return last == 0;
    }

    /** Every step it took. */
    synchronized List<String> steps() {
        return List.copyOf(steps);
    }

    synchronized boolean isDead() {
        return dead;
    }

    /** A step of the process itself, which ends there if it is the last. */
    void pass(String where) {
        note(where);
        if (isDead()) {
            throw new Crash(where);
        }
    }

    /** A step that another thread sees; the process ends before its next own one. */
    synchronized void note(String where) {
        if (!dead) {
            steps.add(where);
            dead = steps.size() == last;
        }
    }

    /** A store, or anything else that outlives the process, as the process reaches it. */
    <T> T reaching(Class<T> role, T real) {
        return role.cast(Proxy.newProxyInstance(role.getClassLoader(), new Class<?>[] {role}, (proxy, method, args) -> {
            String call = role.getSimpleName() + "." + method.getName();
            if (method.getName().equals("close")) {
                return method.invoke(real, args);
            }
            pass("before " + call);
            Object answer;
            try {
                answer = method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            pass("after " + call);
            return answer;
        }));
    }
}
