package io.aula.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A browser that would rather have a page gets JSON too, whoever refuses: a feature, the framework or the server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ErrorBodyTest {
    private static final String SECRET = "jdbc:postgresql://10.0.0.1/inner";

    @LocalServerPort
    private int port;

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        HttpAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    @Import(Broken.class)
    static class Service {}

    @RestController
    static class Broken {
        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /nothing, 404, NOT_FOUND, There is nothing at this address.",
        "POST, /broken,  405, METHOD_NOT_ALLOWED, That method is not for this address.",
        "GET,  /broken,  500, INTERNAL, Something failed on our side. Try again.",
        "GET,  /error,   404, NOT_FOUND, There is nothing at this address."
    })
    void anErrorIsJsonAlsoForABrowser(String method, String path, int status, String code, String message)
            throws Exception {
        HttpResponse<String> answer = ask(method, path, "en");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    @Test
    void itIsSaidInTheReadersLanguage() throws Exception {
        assertThat(ask("GET", "/nothing", "es").body()).contains("En esta dirección no hay nada.");
    }

    /** What never reaches the application. */
    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a%00b", "/a%2fb", "/<script>"})
    void whatTheServerItselfRefusesIsNoPageEither(String target) throws IOException {
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).doesNotContain("<", "Tomcat", "Exception");
        if (!body.isEmpty()) {
            assertThat(answer).contains("application/json");
            assertThat(body).contains("{\"code\":\"BAD_REQUEST\"");
        }
    }

    private HttpResponse<String> ask(String method, String path, String language) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("accept", "text/html,application/xhtml+xml")
                .header("accept-language", language)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
