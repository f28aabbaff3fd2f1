package io.kalends.testkit.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LogLeakExtensionTest.TellsNothing.class)
class LogLeakExtensionTest {

    private static final Logger LOGGER = Logger.getLogger("io.kalends.testkit.logs.leaking");

    private final LogLeakExtension extension = new TellsNoXyzzy();
    private final LogCapture first;

    LogLeakExtensionTest(LogCapture first) {
        this.first = first;
    }

    @Test
    void givesATestWhatHasBeenLogged(LogCapture capture) {
        LOGGER.finest("marker one");

        assertThat(capture.contains("marker one")).isTrue();
    }

    @Test
    void givesTheSameCaptureToWhoeverAsks(LogCapture capture) {
        assertThat(capture).isSameAs(first);
    }

    @Test
    void failsWhenASecretWasLoggedAtAnyLevel() {
        try (LogCapture capture = LogCapture.builder().start()) {
            LOGGER.finest("harmless");
            assertThatNoException().isThrownBy(() -> extension.check(capture));

            LOGGER.log(Level.FINEST, "it broke", new IllegalStateException("of xyzzy"));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> extension.check(capture))
                    .withMessageContaining("lines logged with secrets")
                    .withMessageContaining("it broke");
        }
    }

    /** What stands by in these tests; the JDK's and JUnit's logs of all that come after are not kept. */
    static final class TellsNothing extends LogLeakExtension {
        TellsNothing() {
            super(
                    Pattern.compile("a secret of nobody's"),
                    options -> options.skip("com.sun", "jdk", "sun", "org.junit"));
        }
    }

    /** Registered nowhere, since it fails here. */
    static final class TellsNoXyzzy extends LogLeakExtension {
        TellsNoXyzzy() {
            super(Pattern.compile("xyzzy"), UnaryOperator.identity());
        }
    }
}
