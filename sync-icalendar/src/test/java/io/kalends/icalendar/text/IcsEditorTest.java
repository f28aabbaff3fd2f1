package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcsEditorTest {

    private static final String BEFORE = "\n\nBEGIN:VCALENDAR\nversion:2.0\nX-ODD:fol\n ded\n\n";
    private static final String EVENT = """
            begin:VEVENT
            UID:1
            SUMMARY;LANGUAGE=de:a
            \tlt
            X-A:

            BEGIN:VALARM
            TRIGGER:-PT5M
            END:VALARM
            END:VEVENT
            """;
    private static final String AFTER = "\nBEGIN:VEVENT\nUID:2\nno property\nEND:VEVENT\nEND:VCALENDAR\njunk";

    private final IcsDocument document = Feeds.read(BEFORE + EVENT + AFTER);
    private final IcsComponent calendar = document.calendars().get(0);
    private final IcsComponent event = calendar.components("VEVENT").get(0);

    @Test
    void replacesOnePropertyInPlace() {
        IcsComponent edited = event.with(event.line("SUMMARY").orElseThrow().withValue("neu"));

        assertThat(edited(edited)).isEqualTo(BEFORE + EVENT.replace("a\n\tlt", "neu") + AFTER);
    }

    @Test
    void addsAPropertyBehindTheOthersAndBeforeTheParts() {
        IcsComponent edited = event.with(ContentLine.of("STATUS", "CONFIRMED"));

        assertThat(edited(edited)).isEqualTo(BEFORE + EVENT.replace("X-A:\n", "X-A:\nSTATUS:CONFIRMED\n") + AFTER);
    }

    @Test
    void foldsNewLinesWithTheDocumentsLineEnds() {
        IcsComponent edited = event.with(ContentLine.of("X-A", "b".repeat(80)));

        assertThat(edited(edited))
                .isEqualTo(BEFORE + EVENT.replace("X-A:", "X-A:" + "b".repeat(71) + "\n " + "b".repeat(9)) + AFTER);
    }

    @Test
    void removesAProperty() {
        assertThat(edited(event.without("summary")))
                .isEqualTo(BEFORE + EVENT.replace("SUMMARY;LANGUAGE=de:a\n\tlt\n", "") + AFTER);
    }

    @Test
    void keepsTheBytesOfLinesThatAreHandedInAgain() {
        ContentLine old = event.line("SUMMARY").orElseThrow();

        IcsComponent edited = event.with("SUMMARY", List.of(old, ContentLine.of("SUMMARY", "second")));

        assertThat(edited(edited)).isEqualTo(BEFORE + EVENT.replace("lt\n", "lt\nSUMMARY:second\n") + AFTER);
    }

    @Test
    void replacesPartsOfAComponent() {
        IcsComponent alarm = event.components("VALARM").get(0);

        IcsComponent edited = event.withComponents(
                "VALARM", List.of(alarm, IcsComponent.of("VALARM", List.of(ContentLine.of("TRIGGER", "-PT1H")))));

        assertThat(edited(edited))
                .isEqualTo(BEFORE
                        + EVENT.replace("END:VALARM\n", "END:VALARM\nBEGIN:VALARM\nTRIGGER:-PT1H\nEND:VALARM\n")
                        + AFTER);
        assertThat(edited(event.withComponents("VALARM", List.of())))
                .isEqualTo(BEFORE + EVENT.replace("BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n", "") + AFTER);
    }

    @Test
    void removesAComponent() {
        assertThat(Feeds.text(document.edit().remove(event).build())).isEqualTo(BEFORE + AFTER);
    }

    @Test
    void addsComponentsAtTheEndAndZonesBeforeTheOthers() {
        IcsComponent todo = IcsComponent.of("VTODO", List.of());
        IcsComponent zone = IcsComponent.of("VTIMEZONE", List.of());

        String edited = Feeds.text(
                document.edit().add(calendar, todo).add(calendar, zone).build());

        assertThat(edited)
                .isEqualTo(BEFORE + "BEGIN:VTIMEZONE\nEND:VTIMEZONE\n" + EVENT
                        + AFTER.replace("END:VCALENDAR", "BEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR"));
    }

    @Test
    void replacesWhatCouldNotBeRead() {
        BrokenComponent broken = document.broken().get(0);

        String edited = Feeds.text(document.edit()
                .replace(broken, IcsComponent.of("VEVENT", List.of(ContentLine.of("UID", "2"))))
                .build());

        assertThat(edited).isEqualTo(BEFORE + EVENT + AFTER.replace("no property\n", ""));
    }

    @Test
    void editsACalendarAndItsComponentsTogether() {
        IcsDocument edited = document.edit()
                .replace(calendar, calendar.with(ContentLine.of("VERSION", "3.0")))
                .remove(event)
                .build();

        assertThat(Feeds.text(edited)).isEqualTo(BEFORE.replace("version:2.0", "VERSION:3.0") + AFTER);
    }

    @Test
    void beginsANewLineBehindOneThatTheEndCutOff() {
        IcsDocument cutOff = Feeds.read("BEGIN:VCALENDAR\nX-A:1");
        IcsComponent open = cutOff.calendars().get(0);

        IcsDocument edited =
                cutOff.edit().add(open, IcsComponent.of("VEVENT", List.of())).build();

        assertThat(Feeds.text(edited)).isEqualTo("BEGIN:VCALENDAR\nX-A:1\nBEGIN:VEVENT\nEND:VEVENT\n");
        assertThat(edited.complete()).isFalse();
    }

    @Test
    void leavesTheDocumentItCameFromAlone() {
        assertThat(edited(event.without("UID"))).doesNotContain("UID:1");
        assertThat(Feeds.text(document)).isEqualTo(BEFORE + EVENT + AFTER);
        assertThat(event.line("UID")).isPresent();
    }

    @Test
    void refusesAComponentOfAnotherDocument() {
        IcsComponent foreign = Feeds.read(BEFORE + EVENT + AFTER)
                .calendars()
                .get(0)
                .components("VEVENT")
                .get(0);

        assertThatThrownBy(() -> document.edit().remove(foreign).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in this document");
        assertThatThrownBy(() -> document.edit().add(event, foreign).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoEditsOfOneComponent() {
        IcsEditor editor = document.edit().remove(event);

        assertThatThrownBy(() -> editor.replace(event, event)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UID", "X-OTHER"})
    void refusesLinesUnderAnotherName(String name) {
        assertThatThrownBy(() -> event.with("SUMMARY", List.of(ContentLine.of(name, "x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event.withComponents("VALARM", List.of(event)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String edited(IcsComponent replacement) {
        return Feeds.text(document.edit().replace(event, replacement).build());
    }
}
