package io.aula.devstack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.aula.devstack.service.Sockets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MailSinkTest {

    @Test
    void showsTheNewestMailOfARecipientFirst() throws Exception {
        int smtp = Sockets.free();
        int http = Sockets.free();
        try (MailSink sink = MailSink.start(smtp, http)) {
            assertThat(sink).isNotNull();
            ServerSetup setup = new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
            GreenMailUtil.sendTextEmail("ana@aula.test", "no-reply@aula.test", "First", "one", setup);
            GreenMailUtil.sendTextEmail("ana@aula.test", "no-reply@aula.test", "Second", "two", setup);
            GreenMailUtil.sendTextEmail("eva@aula.test", "no-reply@aula.test", "Other", "three", setup);
            String json = get(http, "/messages?to=ana%40aula.test");
            assertThat(json).doesNotContain("Other");
            assertThat(json.indexOf("Second")).isPositive().isLessThan(json.indexOf("First"));
            assertThat(get(http, "/")).contains("Other", "<h1>Mail</h1>");
        }
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
