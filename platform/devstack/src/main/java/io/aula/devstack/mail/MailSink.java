package io.aula.devstack.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** SMTP in, HTTP out: {@code GET /messages?to=} as JSON and {@code GET /} to look at. */
public final class MailSink implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long START_MILLIS = 20_000;

    private final GreenMail smtp;
    private final HttpServer http;

    private MailSink(GreenMail smtp, HttpServer http) {
        this.smtp = smtp;
        this.http = http;
    }

    public static MailSink start(int smtpPort, int httpPort) throws IOException {
        ServerSetup setup = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_MILLIS);
        GreenMail smtp = new GreenMail(setup);
        smtp.start();
        Inbox inbox = new Inbox(smtp);
        HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", httpPort), 0);
        http.createContext(
                "/messages",
                exchange ->
                        answer(exchange, "application/json", JSON.writeValueAsString(inbox.to(recipient(exchange)))));
        http.createContext("/", exchange -> answer(exchange, "text/html", page(inbox.to(recipient(exchange)))));
        http.start();
        return new MailSink(smtp, http);
    }

    /** {@code MailSink SMTP_PORT HTTP_PORT}. */
    public static void main(String[] arguments) throws Exception {
        MailSink sink = start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
        Thread.currentThread().join();
    }

    @Override
    public void close() {
        http.stop(0);
        smtp.stop();
    }

    private static String recipient(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !query.startsWith("to=")) {
            return "";
        }
        return URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8).trim();
    }

    private static String page(List<Mail> mails) {
        StringBuilder html = new StringBuilder("<!doctype html><meta charset=utf-8><title>Mail</title>"
                + "<style>body{font:16px/1.5 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem}"
                + "article{border-top:1px solid #ccc;padding:1rem 0}pre{white-space:pre-wrap;font:inherit}</style>"
                + "<h1>Mail</h1>");
        if (mails.isEmpty()) {
            html.append("<p>Nothing has arrived yet.</p>");
        }
        for (Mail mail : mails) {
            html.append("<article><strong>")
                    .append(escape(mail.subject()))
                    .append("</strong><br><small>")
                    .append(escape(String.join(", ", mail.to())))
                    .append("</small><pre>")
                    .append(linked(escape(mail.text().isEmpty() ? mail.html() : mail.text())))
                    .append("</pre></article>");
        }
        return html.toString();
    }

    private static String linked(String escaped) {
        return escaped.replaceAll("(https?://[^\\s<>\"]+)", "<a href=\"$1\">$1</a>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
