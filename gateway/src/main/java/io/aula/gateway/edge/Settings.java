package io.aula.gateway.edge;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** A properties file of which every line must be asked for, once, and mean something: nothing is passed over without a word. */
final class Settings {

    private static final Set<String> HTTP = Set.of("http", "https");

    private final Path file;
    private final Properties properties;
    private final Set<String> asked = new TreeSet<>();

    private Settings(Path file, Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    static Settings read(Path file) throws BadStartException {
        var properties = new Once();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (CharacterCodingException e) {
            throw new BadStartException(file + " is no text in UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            throw new BadStartException(file + " cannot be read", e);
        }
        if (!properties.repeated.isEmpty()) {
            throw new BadStartException(
                    file + ": " + properties.repeated.iterator().next() + " is there twice");
        }
        return new Settings(file, properties);
    }

    /** A later line would silently win. */
    private static final class Once extends Properties {

        private static final long serialVersionUID = 1L;
        private final HashSet<Object> repeated = new HashSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                repeated.add(key);
            }
            return super.put(key, value);
        }
    }

    Set<String> names() {
        return new TreeSet<>(properties.stringPropertyNames());
    }

    Optional<String> text(String key) throws BadStartException {
        asked.add(key);
        var value = properties.getProperty(key);
        if (value != null && value.isBlank()) {
            throw bad(key, "has no value: give it one, or take the line out");
        }
        return Optional.ofNullable(value).map(String::strip);
    }

    boolean flag(String key, boolean otherwise) throws BadStartException {
        var value = text(key).orElse(Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw bad(key, "wants true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    Optional<Long> number(String key, long least, long most) throws BadStartException {
        var value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var number = Long.parseLong(value.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad(key, "wants a number from " + least + " to " + most + ", not '" + value.get() + "'");
    }

    /** An http or https address; how events come is another setting. */
    Optional<URI> url(String key) throws BadStartException {
        var value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var url = new URI(value.get());
            if (url.getHost() != null && url.getScheme() != null && HTTP.contains(url.getScheme())) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw bad(
                key,
                "wants an address like http://127.0.0.1:4001/graphql, not '" + value.get() + "'"
                        + (value.get().startsWith("ws") ? ": WebSocket is spoken at the http address" : ""));
    }

    Optional<Path> file(String key) throws BadStartException {
        var value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var path = Path.of(value.get());
            if (Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            throw bad(key, "wants a file, and this can be the name of none: " + e.getReason());
        }
        throw bad(key, "wants a file, and there is none at " + value.get());
    }

    BadStartException bad(String key, String reason) {
        return new BadStartException(file + ": " + key + " " + reason);
    }

    /** What nobody asked for is a slip of the pen. */
    void requireAllAsked() throws BadStartException {
        for (var name : names()) {
            if (!asked.contains(name)) {
                throw bad(
                        name,
                        "is no setting: there are " + String.join(", ", asked)
                                + ", and subgraph.NAME.url, .stream-url, .streaming and .errors");
            }
        }
    }
}
