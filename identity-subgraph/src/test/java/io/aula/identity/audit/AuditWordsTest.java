package io.aula.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the source records, also what no test does, is told to people in words. */
class AuditWordsTest {
    private static final Pattern RECORDED = Pattern.compile("audit\\s*\\.record\\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("\"([a-z]+\\.[a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void everyActThatIsRecordedHasWords(String file) throws Exception {
        Properties words = new Properties();
        try (InputStream in = AuditWordsTest.class.getResourceAsStream("/i18n/" + file)) {
            words.load(in);
        }
        Set<String> recorded = recorded();
        assertThat(recorded).contains("promotion.made", "token.deleted", "account.erased");
        assertThat(words.stringPropertyNames())
                .containsAll(recorded.stream().map("audit."::concat).toList());
    }

    private static Set<String> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditWordsTest::text)
                    .flatMap(text -> RECORDED.matcher(text).results())
                    .flatMap(call -> ACTION.matcher(call.group(1)).results())
                    .map(action -> action.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
