package io.aula.social.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public final class MessageExamplesTest {
    private static final Path MESSAGES = Path.of("..", "schema", "messages");
    /** A name for the folder that {@code $ref} is relative to; nothing is fetched from there. */
    private static final String BASE = "https://schema.example/messages/";

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(MessageExamplesTest::read));

    private static String read(String location) {
        try {
            return Files.readString(MESSAGES.resolve(location.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> types() throws IOException {
        return Files.list(MESSAGES)
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".schema.json") && !name.startsWith("envelope"))
                .map(name -> name.replace(".schema.json", ""))
                .sorted();
    }

    /** Fails with the schema's own words when the message is not of the type. */
    public static void assertIsOfType(String type, String message) {
        var schema = SCHEMAS.getSchema(SchemaLocation.of(BASE + type + ".schema.json"));
        assertThat(schema.validate(message, InputFormat.JSON)).as(type).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachTypeHasAnExampleThatIsOfIt(String type) throws IOException {
        assertIsOfType(type, Files.readString(MESSAGES.resolve("examples").resolve(type + ".json")));
    }

    @Test
    void aMessageWithoutItsFieldsIsNotOfTheType() throws IOException {
        var schema = SCHEMAS.getSchema(SchemaLocation.of(BASE + "follow.created.schema.json"));
        String example = Files.readString(MESSAGES.resolve("examples/follow.created.json"));
        assertThat(schema.validate(example.replace("followedId", "followed"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(example.replace("specversion", "spec"), InputFormat.JSON))
                .isNotEmpty();
    }
}
