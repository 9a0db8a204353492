package io.aula.platform.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final LanguagePair TO_ENGLISH = new LanguagePair("es", "en");

    @Test
    void apertiumKeepsEachTextApartWhateverSignsItHolds() {
        Apertium apertium = new Apertium("apertium", Clock.systemUTC());
        assumeTrue(
                apertium.translates(TO_ENGLISH), "apertium-eng-spa is not installed: apt-get install apertium-eng-spa");
        List<String> made = apertium.translate(
                TO_ENGLISH, List.of("Hola a todos", "^$ precio [x] {y} \\z", "La base de datos responde."));
        assertThat(made).hasSize(3);
        assertThat(made.getFirst()).containsIgnoringCase("hello");
        assertThat(made.get(1)).startsWith("^$").contains("[x] {").endsWith("\\z");
        assertThat(made.getLast()).containsIgnoringCase("database");
    }

    @Test
    void aProgramThatIsNotThereTranslatesNothing() {
        Apertium missing = new Apertium("no-such-program-here", Clock.systemUTC());
        assertThat(missing.translates(TO_ENGLISH)).isFalse();
        assertThatThrownBy(() -> missing.translate(TO_ENGLISH, List.of("hola")))
                .isInstanceOf(TranslationException.class);
    }

    @Test
    void aLanguageThatHasTheFormOfOneAndIsNoneIsTranslatedByNobody() {
        assertThat(new Apertium("apertium", Clock.systemUTC()).translates(new LanguagePair("es", "qq")))
                .isFalse();
    }

    @Test
    void aLibreTranslateServiceIsAskedInItsOwnWords() throws IOException {
        AtomicReference<String> asked = new AtomicReference<>("");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/languages", "[{\"code\":\"es\",\"targets\":[\"en\",\"pt\"]}]", asked);
        answer(server, "/translate", "{\"translatedText\":[\"hello\",\"bye\"]}", asked);
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            LibreTranslate service = new LibreTranslate(address, "secret", Clock.systemUTC());
            assertThat(service.translates(TO_ENGLISH)).isTrue();
            assertThat(service.translates(new LanguagePair("en", "es"))).isFalse();
            assertThat(service.translate(TO_ENGLISH, List.of("hola", "adiós"))).containsExactly("hello", "bye");
            assertThat(asked.get())
                    .contains("\"q\":[\"hola\",\"adiós\"]")
                    .contains("\"source\":\"es\"")
                    .contains("\"target\":\"en\"")
                    .contains("\"api_key\":\"secret\"");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, String json, AtomicReference<String> asked) {
        server.createContext(path, exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
