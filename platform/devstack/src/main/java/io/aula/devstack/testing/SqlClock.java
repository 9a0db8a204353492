package io.aula.devstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds statements that ask the database for the time, which no test can move. Defaults of columns are in migrations, and stay. */
public final class SqlClock {
    /** Comments and characters are passed over, so that a quote in them opens no text. */
    private static final Pattern TEXTS = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])'|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"",
            Pattern.DOTALL);

    private static final Pattern ASKS = Pattern.compile(
            "(?i)\\bnow\\(\\)|\\b(current_(timestamp|date|time)|localtimestamp)\\b|\\b(clock|statement|transaction)_timestamp\\(\\)");

    private SqlClock() {}

    /** Of all Java under {@code sources}, as {@code File.java: the statement's first line}. */
    public static List<String> askedIn(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(SqlClock::asked)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> asked(Path file) {
        try {
            return asked(Files.readString(file)).map(statement -> file.getFileName() + ": " + statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> asked(String source) {
        Matcher texts = TEXTS.matcher(source);
        return texts.results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .filter(text -> text != null && ASKS.matcher(text).find())
                .map(text -> text.strip().lines().findFirst().orElse(""));
    }
}
