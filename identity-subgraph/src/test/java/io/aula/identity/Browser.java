package io.aula.identity;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's browser and a client's back end, over real HTTP. It follows no redirect unless told. */
final class Browser {
    static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-0123456789";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final Map<String, String> headers = new java.util.HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Browser(String base) {
        this.base = base;
    }

    /** Sends a header with each request from here on. */
    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    record Answer(int status, String location, String body, HttpResponse<String> raw) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String query(String name) {
            Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(location);
            return matcher.find() ? java.net.URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
        }
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(absolute(path))
                .header("accept", "text/html")
                .GET());
    }

    Answer post(String path, Map<String, String> form, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(absolute(path))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("accept", "text/html,application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** The guard of a page's form. */
    String csrf(String page) throws Exception {
        Matcher csrf = CSRF.matcher(get(page).body());
        return csrf.find() ? csrf.group(1) : "";
    }

    /** Fills in the form of a page, CSRF token included. */
    Answer submit(String page, String action, Map<String, String> fields) throws Exception {
        Matcher csrf = CSRF.matcher(get(page).body());
        var form = new java.util.HashMap<>(fields);
        if (csrf.find()) {
            form.put("_csrf", csrf.group(1));
        }
        return post(action, form);
    }

    Answer signIn(String email, String password) throws Exception {
        return submit("/auth/login", "/auth/login", Map.of("username", email, "password", password));
    }

    Answer token(Map<String, String> form) throws Exception {
        return post("/oauth2/token", form);
    }

    Answer tokenAs(String client, String secret, Map<String, String> form) throws Exception {
        return postAs("/oauth2/token", client, secret, form);
    }

    Answer postAs(String path, String client, String secret, Map<String, String> form) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return post(path, form, "authorization", "Basic " + basic);
    }

    Answer postJson(String path, Map<String, String> body, String bearer) throws Exception {
        return send(HttpRequest.newBuilder(absolute(path))
                .header("content-type", "application/json")
                .header("accept-language", "en")
                .header("authorization", "Bearer " + bearer)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer graphql(String query, String bearer) throws Exception {
        var request = HttpRequest.newBuilder(absolute("/graphql"))
                .header("content-type", "application/json")
                .header("accept-language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        if (!bearer.isEmpty()) {
            request.header("authorization", "Bearer " + bearer);
        }
        return send(request);
    }

    Answer graphql(String query, Map<String, Object> variables, String bearer) throws Exception {
        return send(question(query, variables).header("authorization", "Bearer " + bearer));
    }

    Answer graphqlInSpanish(String query, Map<String, Object> variables, String bearer) throws Exception {
        return send(question(query, variables)
                .setHeader("accept-language", "es")
                .header("authorization", "Bearer " + bearer));
    }

    /** As a visitor. */
    Answer graphql(String query, Map<String, Object> variables) throws Exception {
        return send(question(query, variables));
    }

    private HttpRequest.Builder question(String query, Map<String, Object> variables) {
        return HttpRequest.newBuilder(absolute("/graphql"))
                .header("content-type", "application/json")
                .header("accept-language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
    }

    static JsonNode claims(String jwt) {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    }

    static JsonNode header(String jwt) {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]));
    }

    static String authorize(String client, String redirect, String scope) throws Exception {
        return authorizeFor(client, redirect, scope, VERIFIER);
    }

    static String authorizeFor(String client, String redirect, String scope, String verifier) throws Exception {
        return authorizeWithoutPkce(client, redirect, scope) + "&code_challenge_method=S256&code_challenge="
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    static String authorizeWithoutPkce(String client, String redirect, String scope) {
        return "/oauth2/authorize?response_type=code&state=s1&client_id=" + client + "&redirect_uri="
                + URLEncoder.encode(redirect, StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    }

    private URI absolute(String path) {
        return URI.create(path.startsWith("http") ? path : base + path);
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        headers.forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.headers().firstValue("location").orElse(""), response.body(), response);
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
