package io.kalends.icalendar.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A DATE or DATE-TIME value (RFC 5545, 3.3.4 and 3.3.5) in its four forms. Times have no fraction. A zone is the label
 * that was written, not yet looked up. Text forms show the kind alone: when something happens is content.
 */
public sealed interface IcsTime {

    /** {@code VALUE=DATE}: a whole day. */
    record Date(LocalDate date) implements IcsTime {
        @Override
        public String value() {
            return DateTimeFormatter.BASIC_ISO_DATE.format(date);
        }

        @Override
        public List<IcsParameter> parameters() {
            return List.of(IcsParameter.of("VALUE", "DATE"));
        }

        @Override
        public boolean isWritable() {
            return TimeSyntax.holds(date.atStartOfDay());
        }

        @Override
        public String toString() {
            return "Date";
        }
    }

    /** A wall time wherever the reader is. */
    record Floating(LocalDateTime time) implements IcsTime {
        @Override
        public String value() {
            return TimeSyntax.TIME.format(time);
        }

        @Override
        public List<IcsParameter> parameters() {
            return List.of();
        }

        @Override
        public boolean isWritable() {
            return TimeSyntax.holds(time);
        }

        @Override
        public String toString() {
            return "Floating";
        }
    }

    /** A time that ends in {@code Z}. */
    record Utc(Instant instant) implements IcsTime {
        @Override
        public String value() {
            return TimeSyntax.TIME.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
        }

        @Override
        public List<IcsParameter> parameters() {
            return List.of();
        }

        @Override
        public boolean isWritable() {
            return TimeSyntax.holds(instant);
        }

        @Override
        public String toString() {
            return "Utc";
        }
    }

    /**
     * A wall time in a zone.
     *
     * @param tzid as written: an IANA name, a Windows name, or anything else
     */
    record Zoned(LocalDateTime time, String tzid) implements IcsTime {
        @Override
        public String value() {
            return TimeSyntax.TIME.format(time);
        }

        @Override
        public List<IcsParameter> parameters() {
            return List.of(IcsParameter.of("TZID", tzid));
        }

        @Override
        public boolean isWritable() {
            return TimeSyntax.holds(time);
        }

        @Override
        public String toString() {
            return "Zoned[" + tzid + "]";
        }
    }

    /**
     * The value, as it stands after the colon.
     *
     * @throws java.time.DateTimeException if it is not {@link #isWritable}
     */
    String value();

    /** Whether it lies in the years 0000 to 9999, which have a form (RFC 5545, 3.3.4). */
    boolean isWritable();

    /** The parameters that this form needs: {@code VALUE=DATE}, {@code TZID}, or none. */
    List<IcsParameter> parameters();

    /** A property with this value. */
    default ContentLine line(String propertyName) {
        return ContentLine.of(propertyName, value(), parameters().toArray(IcsParameter[]::new));
    }

    /**
     * The value of a property such as DTSTART.
     *
     * @throws IcsFormatException if it is neither date nor time
     */
    static IcsTime of(ContentLine line) {
        return TimeSyntax.parse(line, line.value(), line.tzid().orElse(null));
    }

    /**
     * The values of a list property, EXDATE or RDATE; of a PERIOD its start. Empty items are passed over.
     *
     * @throws IcsFormatException if one is neither date nor time
     */
    static List<IcsTime> listOf(ContentLine line) {
        String tzid = line.tzid().orElse(null);
        return IcsText.split(line.value()).stream()
                .filter(item -> !item.isBlank())
                .map(item -> item.indexOf('/') < 0 ? item : item.substring(0, item.indexOf('/')))
                .map(item -> TimeSyntax.parse(line, item, tzid))
                .toList();
    }
}
