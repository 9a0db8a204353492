package io.aula.devstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aula.devstack.Home;
import io.aula.devstack.Ports;
import io.aula.devstack.Secrets;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands ask of a service, and say of its answer. */
class InternalActTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer identity;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        identity.start();
    }

    @AfterEach
    void stop() {
        identity.stop(0);
    }

    @Test
    void aRotationIsAskedOfIdentityAndToldInASentence() {
        answer =
                "{\"kid\":\"key_1\",\"signsFrom\":\"2026-11-30T10:10:00Z\",\"verifiesUntil\":\"2026-12-01T10:10:00Z\"}";
        assertThat(new KeysCommand(environment()).run())
                .isEqualTo(
                        "the key key_1 is published and signs from 2026-11-30T10:10:00Z on; tokens of those before are"
                                + " good until 2026-12-01T10:10:00Z");
        assertThat(asked).containsExactly("POST /internal/signing-keys");
    }

    @Test
    void everybodyIsToldOfAgainAndCounted() {
        answer = "{\"told\":7}";
        assertThat(new PeopleCommand(environment()).run()).isEqualTo("7 people are told of again");
        assertThat(asked).containsExactly("POST /internal/people");
    }

    @Test
    void aServiceThatRefusesOrIsAwaySaysWhatToLookAt() {
        status = 500;
        assertThatThrownBy(() -> new KeysCommand(environment()).run())
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("rotate-keys: identity answers 500")
                .hasMessageContaining("bin/logs identity");
        StackEnvironment away = environment();
        identity.stop(0);
        assertThatThrownBy(() -> new KeysCommand(away).run())
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("bin/start identity");
    }

    private StackEnvironment environment() {
        String address = "http://127.0.0.1:" + identity.getAddress().getPort();
        return new StackEnvironment(
                Ports.preferred(8080),
                new Home(folder, folder),
                Secrets.loadOrCreate(folder.resolve("secrets"), Map.of()),
                Map.of("AULA_IDENTITY_URL", address));
    }
}
