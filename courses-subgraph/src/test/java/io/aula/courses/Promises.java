package io.aula.courses;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code schema/messages} promises of each message, and its examples. */
public final class Promises {
    private static final String BASE = "https://schema.example/messages/";
    private static final Path FOLDER = Path.of("../schema/messages");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(location -> read(FOLDER.resolve(location.substring(BASE.length())))));

    /** In which ways the message breaks the promise of its type. */
    public List<String> broken(String type, String message) {
        return schemas
                .getSchema(SchemaLocation.of(BASE + type + ".schema.json"))
                .validate(message, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    public ObjectNode example(String type) {
        return (ObjectNode) JsonMapper.shared().readTree(read(FOLDER.resolve("examples/" + type + ".json")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
