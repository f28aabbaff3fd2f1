package io.kalends.emulators.google.junit;

import static java.util.Objects.requireNonNull;

import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for a {@link GoogleCalendarEmulator} one of its own, which is closed when the test ends.
 * {@code @ExtendWith(GoogleCalendarExtension.class)}, or {@code @RegisterExtension} with
 * {@link #of(UnaryOperator)} for one with its own clock or quota.
 */
public final class GoogleCalendarExtension implements ParameterResolver {

    private static final Namespace SPACE = Namespace.create(GoogleCalendarExtension.class);

    private final UnaryOperator<GoogleEmulatorBuilder> options;

    /** Emulators as they come. */
    public GoogleCalendarExtension() {
        this(UnaryOperator.identity());
    }

    private GoogleCalendarExtension(UnaryOperator<GoogleEmulatorBuilder> options) {
        this.options = requireNonNull(options, "options");
    }

    /** Emulators that are told more before they start. */
    public static GoogleCalendarExtension of(UnaryOperator<GoogleEmulatorBuilder> options) {
        return new GoogleCalendarExtension(options);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GoogleCalendarEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(SPACE)
                .computeIfAbsent(
                        GoogleCalendarEmulator.class,
                        any -> options.apply(GoogleCalendarEmulator.builder()).start(),
                        GoogleCalendarEmulator.class);
    }
}
