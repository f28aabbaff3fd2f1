package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The scalar types that a derived record may hold: java.time and other values stand there as their ISO 8601 or usual text. */
final class ScalarForms {

    private static final Map<Class<?>, ValueForm> BY_TYPE = all();

    private ScalarForms() {}

    /** The form of a type; empty if it is none of those known. */
    static Optional<ValueForm> of(Class<?> type) {
        return type.isEnum() ? Optional.of(ScalarForm.constants(type)) : Optional.ofNullable(BY_TYPE.get(type));
    }

    private static Map<Class<?>, ValueForm> all() {
        Map<Class<?>, ValueForm> forms = new HashMap<>();
        addTexts(forms);
        addNumbers(forms);
        add(forms, boolean.class, ScalarForm.of(Boolean.class, BooleanNode::valueOf, ScalarForms::bool), false);
        add(forms, char.class, ScalarForm.text(Character.class, ScalarForms::character), '\0');
        return Map.copyOf(forms);
    }

    private static void addTexts(Map<Class<?>, ValueForm> forms) {
        add(forms, ScalarForm.text(String.class, Function.identity()));
        add(forms, ScalarForm.text(UUID.class, UUID::fromString));
        add(forms, ScalarForm.text(URI.class, URI::create));
        add(forms, ScalarForm.text(Currency.class, Currency::getInstance));
        add(forms, ScalarForm.text(Instant.class, Instant::parse));
        add(forms, ScalarForm.text(LocalDate.class, LocalDate::parse));
        add(forms, ScalarForm.text(LocalTime.class, LocalTime::parse));
        add(forms, ScalarForm.text(LocalDateTime.class, LocalDateTime::parse));
        add(forms, ScalarForm.text(OffsetTime.class, OffsetTime::parse));
        add(forms, ScalarForm.text(OffsetDateTime.class, OffsetDateTime::parse));
        add(forms, ScalarForm.text(ZonedDateTime.class, ZonedDateTime::parse));
        add(
                forms,
                ScalarForm.of(
                        YearMonth.class, ScalarForms::writeMonth, node -> YearMonth.parse(ScalarForm.textOf(node))));
        add(forms, ScalarForm.text(MonthDay.class, MonthDay::parse));
        add(forms, ScalarForm.text(Duration.class, Duration::parse));
        add(forms, ScalarForm.text(Period.class, Period::parse));
        add(forms, ScalarForm.text(ZoneId.class, ZoneId::of));
        add(forms, ScalarForm.text(ZoneOffset.class, ZoneOffset::of));
        // As text, since whoever parses stored JSON may read numbers as doubles.
        add(forms, ScalarForm.text(BigDecimal.class, BigDecimal::new).comparedAs(ScalarForms::withoutTrailingZeros));
    }

    private static void addNumbers(Map<Class<?>, ValueForm> forms) {
        add(
                forms,
                byte.class,
                ScalarForm.of(
                        Byte.class,
                        value -> IntNode.valueOf(value),
                        node -> number(node).byteValueExact()),
                (byte) 0);
        add(
                forms,
                short.class,
                ScalarForm.of(
                        Short.class,
                        value -> IntNode.valueOf(value),
                        node -> number(node).shortValueExact()),
                (short) 0);
        add(
                forms,
                int.class,
                ScalarForm.of(
                        Integer.class, IntNode::valueOf, node -> number(node).intValueExact()),
                0);
        add(
                forms,
                long.class,
                ScalarForm.of(
                        Long.class, LongNode::valueOf, node -> number(node).longValueExact()),
                0L);
        add(
                forms,
                double.class,
                ScalarForm.of(Double.class, ScalarForms::writeDouble, node -> Double.valueOf(digits(node))),
                0d);
        // By way of text: a float widened to a double would show digits that nobody wrote.
        add(
                forms,
                float.class,
                ScalarForm.of(
                        Float.class,
                        value -> writeDouble(Double.parseDouble(value.toString())),
                        node -> Float.valueOf(digits(node))),
                0f);
        add(
                forms,
                ScalarForm.of(
                        BigInteger.class,
                        BigIntegerNode::valueOf,
                        node -> node.isIntegralNumber()
                                ? node.bigIntegerValue()
                                : new BigInteger(ScalarForm.textOf(node))));
    }

    private static <T> void add(Map<Class<?>, ValueForm> forms, ScalarForm<T> form) {
        forms.put(form.type(), form);
    }

    private static <T> void add(Map<Class<?>, ValueForm> forms, Class<T> primitive, ScalarForm<T> form, T empty) {
        forms.put(form.type(), form);
        forms.put(primitive, form.withEmpty(empty));
    }

    /** Takes text too: a map's key is always text. */
    private static String digits(JsonNode node) {
        return node.isNumber() ? node.asText() : ScalarForm.textOf(node);
    }

    private static BigDecimal number(JsonNode node) {
        return new BigDecimal(digits(node));
    }

    /** By way of a day: unlike that of a day, a month's own text lacks the sign that reading a year past 9999 asks for. */
    private static JsonNode writeMonth(YearMonth month) {
        String day = month.atDay(1).toString();
        return TextNode.valueOf(day.substring(0, day.length() - "-01".length()));
    }

    /** JSON has no NaN and no infinity; they stand there as text. */
    private static JsonNode writeDouble(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(Double.toString(value));
    }

    private static boolean bool(JsonNode node) {
        String text = node.isBoolean() ? node.asText() : ScalarForm.textOf(node);
        if (!text.equals("true") && !text.equals("false")) {
            throw WrongFormException.expected("true or false");
        }
        return text.equals("true");
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw WrongFormException.expected("one character");
        }
        return text.charAt(0);
    }

    private static JsonNode withoutTrailingZeros(JsonNode node) {
        try {
            return TextNode.valueOf(number(node).stripTrailingZeros().toString());
        } catch (IllegalArgumentException e) {
            // No decimal at all: compared as it is.
            return node;
        }
    }
}
