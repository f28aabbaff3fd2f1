package io.kalends.sync.record;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the accessors and canonical constructors of Java records.
 *
 * @param lookup the host's own, for records that this library may not open by itself; {@code null} for none
 */
record RecordAccess(MethodHandles.@Nullable Lookup lookup) {

    /** A handle of type {@code (Object)Object}. */
    MethodHandle accessor(Class<?> type, RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            MethodHandle handle;
            if (lookup == null) {
                accessor.setAccessible(true);
                handle = MethodHandles.lookup().unreflect(accessor);
            } else {
                handle = MethodHandles.privateLookupIn(type, lookup).unreflect(accessor);
            }
            return handle.asType(methodType(Object.class, Object.class));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw closed(type, e);
        }
    }

    /** A handle of type {@code (Object[])Object}. */
    MethodHandle constructor(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandle handle;
            if (lookup == null) {
                Constructor<?> constructor = type.getDeclaredConstructor(parameters);
                constructor.setAccessible(true);
                handle = MethodHandles.lookup().unreflectConstructor(constructor);
            } else {
                handle = MethodHandles.privateLookupIn(type, lookup)
                        .findConstructor(type, methodType(void.class, parameters));
            }
            return handle.asSpreader(Object[].class, parameters.length)
                    .asType(methodType(Object.class, Object[].class));
        } catch (IllegalAccessException | InaccessibleObjectException | NoSuchMethodException e) {
            throw closed(type, e);
        }
    }

    private IllegalArgumentException closed(Class<?> type, Exception cause) {
        return new IllegalArgumentException(
                "record " + type.getName() + " is closed to " + (lookup == null ? "this library" : "the lookup given")
                        + " → build its type with RecordType.derive(…).lookup(MethodHandles.lookup()), called where the"
                        + " record may be used, or open its package",
                cause);
    }
}
