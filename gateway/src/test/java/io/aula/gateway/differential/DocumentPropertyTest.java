package io.aula.gateway.differential;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.validation.Validator;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.operation.document.ValidityProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our reader and proof beside the library's parser and validator, over golden operations, random ones and spoilt ones. */
class DocumentPropertyTest {

    private static final long SEED = 20_261_124;
    private static final int GRAPHS = 8;
    private static final int OPERATIONS = 40;
    private static final int SPOILT = 6;

    private int read;
    private int refused;
    private int valid;
    private int proved;
    private int invalid;

    @Test
    void readsGoldenOperationsAsTheLibraryDoes() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources"))) {
            for (var file :
                    files.filter(file -> file.endsWith("operation.graphql")).toList()) {
                compareReading(Files.readString(file));
            }
        }
        assertThat(read).isGreaterThan(20);
    }

    @Test
    void agreesWithTheLibraryOnRandomDocuments() {
        for (var graph = 0; graph < GRAPHS; graph++) {
            var federation = new Federation(SEED + graph);
            var random = new Random(SEED + graph);
            for (var i = 0; i < OPERATIONS; i++) {
                var text = federation.attempt(random).document();
                compare(federation, text);
                for (var spoilt = 0; spoilt < SPOILT; spoilt++) {
                    compare(federation, spoil(text, random));
                }
            }
        }
        System.out.printf(
                "documents: %d read, %d refused, %d of %d valid ones proved, %d invalid%n",
                read, refused, proved, valid, invalid);
        assertThat(read).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
        assertThat(invalid).isGreaterThan(200);
        assertThat(proved).as("valid documents proved, of " + valid).isGreaterThan(valid / 2);
    }

    private void compare(Federation federation, String text) {
        compareReading(text).ifPresent(document -> {
            var errors = new Validator().validateDocument(federation.schema(), document, Locale.ENGLISH);
            var holds = ValidityProof.holds(federation.schema(), document);
            if (errors.isEmpty()) {
                valid++;
                proved += holds ? 1 : 0;
                return;
            }
            invalid++;
            assertThat(holds).as("proved in spite of " + errors + "\n" + text).isFalse();
        });
    }

    /** The document, where both read one. */
    private Optional<Document> compareReading(String text) {
        var theirs = theirs(text);
        try {
            var ours = DocumentParser.parse(text);
            if (theirs.isEmpty()) {
                assertThat(text).as("only descriptions are read by us alone").contains("\"");
                return Optional.empty();
            }
            assertThat(AstPrinter.printAst(ours)).as(text).isEqualTo(AstPrinter.printAst(theirs.orElseThrow()));
            read++;
            return Optional.of(ours);
        } catch (DocumentSyntaxException e) {
            assertThat(theirs).as(e.getMessage() + " in " + text).isEmpty();
            refused++;
            return Optional.empty();
        }
    }

    private static Optional<Document> theirs(String text) {
        try {
            return Optional.of(Parser.parse(text));
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    /** One word lost, doubled, moved or changed. */
    private static String spoil(String text, Random random) {
        var words = new ArrayList<>(Arrays.asList(text.split("(?<=\\W)|(?=\\W)")));
        var at = random.nextInt(words.size());
        var other = words.get(random.nextInt(words.size()));
        switch (random.nextInt(4)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(at));
            case 2 -> words.set(at, other);
            default ->
                words.set(
                        at,
                        List.of("null", "\"\"", "1.5", "$x", "@skip(if: true)", "... on Query")
                                .get(random.nextInt(6)));
        }
        return String.join("", words);
    }
}
