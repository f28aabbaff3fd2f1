package io.kalends.calendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsZonesTest {

    static Stream<List<String>> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WindowsZones.class.getResourceAsStream("windows-zones.tsv")),
                StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findsEveryRowByIdAndByDisplayName(List<String> row) {
        ZoneId zone = ZoneId.of(row.get(1));

        assertThat(WindowsZones.table().find(row.get(0))).contains(zone);
        assertThat(WindowsZones.table().find(row.get(2))).contains(zone);
        assertThat(WindowsZones.table().find("(UTC+00:00) " + row.get(2))).contains(zone);
    }

    @Test
    void knowsAllWindowsZonesOfTheTable() throws IOException {
        assertThat(rows().map(row -> row.get(0)).distinct()).hasSizeGreaterThanOrEqualTo(139);
        assertThat(WindowsZones.table().regions()).hasSizeGreaterThan(130).doesNotHaveDuplicates();
    }

    @Test
    void carriesTheLicenceOfItsSource() throws IOException {
        byte[] table = Objects.requireNonNull(WindowsZones.class.getResourceAsStream("windows-zones.tsv"))
                .readAllBytes();

        assertThat(new String(table, StandardCharsets.UTF_8))
                .contains("Copyright © 1991-2022 Unicode, Inc.", "Permission is hereby granted");
    }
}
