package io.aula.platform;

import java.util.List;

/** What production must be told and was not, in one line each. */
final class MissingSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingSettingsException(List<String> lines) {
        super(String.join("\n", lines));
    }
}
