package io.aula.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The lines alone, in place of a stack trace. */
final class MissingSettingsReport extends AbstractFailureAnalyzer<MissingSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MissingSettingsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set them, or AULA_PROFILE=development to try the service on this machine.",
                cause);
    }
}
