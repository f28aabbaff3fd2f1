package io.kalends.testkit.logs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Fails a test class when anything that was logged until its end, at any level, has a secret in it. A module extends it by a
 * class with a constructor that takes nothing, which says what its secrets look like, and names that in
 * {@code META-INF/services/org.junit.jupiter.api.extension.Extension} (with
 * {@code junit.jupiter.extensions.autodetection.enabled=true}), so that it stands by in every test; or a test names it with
 * {@code @ExtendWith}.
 *
 * <p>There is one {@link LogCapture} for each such class. It starts with the first test class that has the extension and ends
 * with the last of all tests; a test may ask for it by a parameter.
 */
public abstract class LogLeakExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace SPACE = Namespace.create(LogLeakExtension.class);

    private final Pattern secret;
    private final UnaryOperator<LogCaptureBuilder> options;

    /**
     * @param secret what secrets look like, anywhere in a line: how tokens begin, what they are called in requests, what the
     *     tests' records tell and nothing else does
     * @param options what is kept of the log, and from where
     */
    protected LogLeakExtension(Pattern secret, UnaryOperator<LogCaptureBuilder> options) {
        this.secret = requireNonNull(secret, "secret");
        this.options = requireNonNull(options, "options");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        capture(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(capture(context));
    }

    void check(LogCapture capture) {
        assertThat(capture.lines())
                .filteredOn(secret.asPredicate())
                .as("lines logged with secrets")
                .isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LogCapture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return capture(context);
    }

    /** The store of all tests closes it when they are over. */
    private LogCapture capture(ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent(
                        getClass(), any -> options.apply(LogCapture.builder()).start(), LogCapture.class);
    }
}
