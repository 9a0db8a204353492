package io.aula.identity.account;

import java.util.List;

/**
 * What is kept of somebody, as they are told it.
 *
 * @param file the name of the file that it stands in, without its ending
 * @param rows JSON objects, as text
 */
public record Told(String file, List<String> rows) {
    public Told {
        rows = List.copyOf(rows);
    }
}
