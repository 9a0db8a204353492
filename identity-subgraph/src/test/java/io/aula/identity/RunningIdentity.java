package io.aula.identity;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The whole service over HTTP on a real PostgreSQL and a real mail server, started once for all tests that want it. */
public final class RunningIdentity implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String ISSUER = "http://localhost:8080";
    public static final String PASSWORD = "a demo password";
    public static final String GATEWAY_KEY = "Z2F0ZXdheS1rZXktb2YtdGhlLXRlc3RzLTMyLWJ5dGVzLi4";
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Map<String, Object> SETTINGS = start();

    /** On a test class that speaks HTTP to the service. */
    @Retention(RetentionPolicy.RUNTIME)
    @SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
    @ActiveProfiles("development")
    @ContextConfiguration(initializers = RunningIdentity.class)
    public @interface Test {}

    static String base() {
        return String.valueOf(SETTINGS.get("aula.identity-url"));
    }

    /** Of another process on the same database, which asks this one for the keys of tokens. */
    static Map<String, Object> settingsAt(int port) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("server.port", port);
        settings.put("spring.profiles.active", "development");
        // Beans are made when something needs them, so that it is there soon, and sweeps nothing by itself.
        settings.put("spring.main.lazy-initialization", true);
        return settings;
    }

    static Browser browser() {
        return new Browser(base());
    }

    /** The mails to this address, oldest first, as text. */
    static List<String> mailsTo(String address) {
        return Stream.of(MAIL.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(RunningIdentity::text)
                .toList();
    }

    /** The last mail to this address once it is there. */
    static MimeMessage awaitMail(String address, String subject) throws Exception {
        for (long until = System.nanoTime() + 10_000_000_000L; System.nanoTime() < until; Thread.sleep(50)) {
            for (MimeMessage mail : List.of(MAIL.getReceivedMessages()).reversed()) {
                if (isTo(mail, address) && mail.getSubject().equals(subject)) {
                    return mail;
                }
            }
        }
        throw new AssertionError("No mail '" + subject + "' to " + address + " but " + mailsTo(address));
    }

    static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    /** Of one of several, or of the only one. */
    private static String part(MimeMessage mail, int index) {
        try {
            Object content = mail.getContent();
            Object text = content instanceof Multipart parts
                    ? parts.getBodyPart(index).getContent()
                    : content;
            return String.valueOf(text).replace("\r\n", "\n");
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static List<String> allMails() {
        return Stream.of(MAIL.getReceivedMessages())
                .map(mail -> GreenMailUtil.getWholeMessage(mail).replace("=\r\n", ""))
                .toList();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", SETTINGS));
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Map<String, Object> start() {
        try (ServerSocket socket = new ServerSocket(0)) {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            MAIL.start();
            // The graph verifies tokens with keys it fetches from this very service, so the port is known before it
            // starts.
            int port = socket.getLocalPort();
            String stripe = StripeOfTests.start(URI.create("http://127.0.0.1:" + port + "/webhooks/stripe"));
            return Map.ofEntries(
                    Map.entry("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres")),
                    Map.entry("spring.datasource.username", "postgres"),
                    Map.entry("spring.mail.port", MAIL.getSmtp().getPort()),
                    Map.entry("aula.identity.public-url", ISSUER),
                    Map.entry("aula.public-url", ISSUER),
                    Map.entry("aula.identity.spa-client-secret", "spa-secret"),
                    Map.entry("aula.identity.gateway-key", GATEWAY_KEY),
                    Map.entry("aula.identity.key-encryption-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                    Map.entry("aula.demo.password", PASSWORD),
                    Map.entry("aula.demo.client-secret", "demo-secret"),
                    Map.entry("aula.stripe.api-base", stripe),
                    Map.entry("aula.stripe.api-key", StripeOfTests.KEY),
                    Map.entry("aula.stripe.webhook-secrets", "whsec_next," + StripeOfTests.WEBHOOK_SECRET),
                    // Tests that lose events ask for them when it is time.
                    Map.entry("aula.stripe.events-every", "PT10H"),
                    Map.entry("server.port", port),
                    Map.entry("aula.identity-url", "http://127.0.0.1:" + port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
