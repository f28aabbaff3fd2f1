package io.kalends.engine.push;

import io.kalends.testkit.Crash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A process that is killed at its n-th step: before or after a call. From then on none of its calls gets through. */
final class Mortal {

    private final int last;
    private int steps;

    Mortal(int last) {
        this.last = last;
    }

    boolean isDead() {
        return steps > last;
    }

    <T> T through(Class<T> role, T real) {
        return role.cast(Proxy.newProxyInstance(role.getClassLoader(), new Class<?>[] {role}, (proxy, method, args) -> {
            step();
            Object answer;
            try {
                answer = method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            step();
            return answer;
        }));
    }

    private void step() {
        if (steps++ >= last) {
            throw new Crash("step " + last);
        }
    }
}
