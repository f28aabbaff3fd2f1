package io.kalends.sync.record;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the form of a Java type, or says why there is none.
 *
 * @param owner stands before the path in messages, {@code "record Customer, component"}
 * @param remedy how to give a form by hand, with {@code %s} for the type
 * @param byHand the host's own forms, which come first
 */
record FormFinder(String owner, String remedy, Map<Class<?>, ValueForm> byHand, RecordAccess access) {

    private static final Set<Class<?>> CONTAINERS =
            Set.of(List.class, Collection.class, Set.class, Map.class, Optional.class);

    FormFinder {
        byHand = Map.copyOf(byHand);
    }

    /**
     * @param path names the place in messages, {@code "address.zip"}
     * @throws IllegalArgumentException if the type has no form
     */
    ValueForm find(Type type, String path) {
        return find(type, path, new LinkedHashSet<>());
    }

    /**
     * The form of a record, whose components may be looked up otherwise.
     *
     * @param optional names of components that may lack a form
     */
    RecordForm findRecord(Class<?> type, Set<String> optional) {
        Set<Class<?>> underWay = new LinkedHashSet<>();
        underWay.add(type);
        return record(type, "", underWay, optional);
    }

    private ValueForm find(Type type, String path, Set<Class<?>> underWay) {
        if (type instanceof WildcardType wildcard) {
            return find(wildcard.getUpperBounds()[0], path, underWay);
        }
        if (type instanceof ParameterizedType generic) {
            return container(generic, path, underWay);
        }
        if (type instanceof GenericArrayType) {
            throw unsupported(path, type, "is an array, which anybody can change (a List holds the same)");
        }
        if (type instanceof TypeVariable<?>) {
            throw unsupported(path, type, "is a type variable, which says nothing of its values");
        }
        Class<?> plain = (Class<?>) type;
        ValueForm given = byHand.get(plain);
        if (given != null) {
            return given;
        }
        Optional<ValueForm> scalar = ScalarForms.of(plain);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (!plain.isRecord()) {
            throw unsupported(path, type, reason(plain));
        }
        if (plain.getTypeParameters().length > 0) {
            throw unsupported(path, type, "is a generic record used raw");
        }
        if (!underWay.add(plain)) {
            throw unsupported(path, type, "is a record that contains itself");
        }
        try {
            return record(plain, path, underWay, Set.of());
        } finally {
            underWay.remove(plain);
        }
    }

    private RecordForm record(Class<?> type, String path, Set<Class<?>> underWay, Set<String> optional) {
        List<RecordForm.Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            ValueForm form = null;
            try {
                form = find(component.getGenericType(), path.isEmpty() ? name : path + "." + name, underWay);
            } catch (IllegalArgumentException e) {
                if (!optional.contains(name) || component.getType().isPrimitive()) {
                    throw e;
                }
            }
            parts.add(new RecordForm.Part(name, access.accessor(type, component), form));
        }
        return new RecordForm(type, parts, access.constructor(type));
    }

    private ValueForm container(ParameterizedType type, String path, Set<Class<?>> underWay) {
        Class<?> raw = (Class<?>) type.getRawType();
        ValueForm given = byHand.get(raw);
        if (given != null) {
            return given;
        }
        if (!CONTAINERS.contains(raw)) {
            throw unsupported(path, type, raw.isRecord() ? "is a generic record" : reason(raw));
        }
        Type[] arguments = type.getActualTypeArguments();
        ValueForm last = find(arguments[arguments.length - 1], path, underWay);
        if (raw == Optional.class) {
            return new ContainerForms.OfOptional(last);
        }
        if (raw == Set.class) {
            return new ContainerForms.OfSet(last);
        }
        if (raw != Map.class) {
            return new ContainerForms.OfList(last);
        }
        ValueForm key = find(arguments[0], path, underWay);
        if (!key.isScalar() || key instanceof ContainerForms.OfOptional) {
            throw unsupported(path, type, "has keys that are not text, a number or a constant");
        }
        return new ContainerForms.OfMap(key, last);
    }

    private static String reason(Class<?> type) {
        if (CONTAINERS.contains(type)) {
            return "is raw and does not say what it holds";
        }
        if (type == Object.class) {
            return "can be anything";
        }
        if (type.isArray()) {
            return "is an array, which anybody can change (a List holds the same)";
        }
        return type.isInterface() ? "is an interface without a known form" : "has no known form";
    }

    private IllegalArgumentException unsupported(String path, Type type, String why) {
        String typeName = type instanceof Class<?> plain ? plain.getTypeName() : type.toString();
        return new IllegalArgumentException(
                owner + " '" + path + "': type " + typeName + " " + why + " → " + remedy.formatted(typeName));
    }
}
