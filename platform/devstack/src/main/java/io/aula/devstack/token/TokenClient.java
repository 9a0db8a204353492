package io.aula.devstack.token;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Code with PKCE for people, client credentials for integrators. */
public final class TokenClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern INPUT = Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_HOPS = 8;

    private final URI issuer;
    private final HttpClient http;

    public TokenClient(URI issuer) {
        this.issuer = issuer;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Signs a person in at the form of the authorization server, as the public client {@code demo-native}. */
    public String forPerson(String email, String password, String scopes) {
        String verifier = random(48);
        String redirect = issuer + "/callback";
        String authorize = issuer + "/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "demo-native",
                        "redirect_uri",
                        redirect,
                        "scope",
                        scopes,
                        "state",
                        random(12),
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
        HttpResponse<String> page = get(authorize);
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            String location = page.headers().firstValue("location").orElse("");
            if (location.startsWith(redirect)) {
                return exchange(code(location, email, scopes), redirect, verifier);
            }
            page = location.isEmpty() ? submit(page, email, password) : get(absolute(page, location));
        }
        throw new SetupFailure("token: " + email + " was sent round in circles by " + issuer);
    }

    public String forClient(String client, String secret, String scopes) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return accessToken(
                send(post(issuer + "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", scopes))
                        .header("authorization", "Basic " + basic)));
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String email, String password) {
        Matcher input = INPUT.matcher(page.body());
        Matcher value = VALUE.matcher(input.find() ? input.group() : "");
        if (page.statusCode() != 200 || !value.find()) {
            throw new SetupFailure("token: no sign-in form at " + page.uri() + " (status " + page.statusCode() + ")");
        }
        String location = page.uri().toString();
        HttpResponse<String> answer = send(
                post(issuer + "/auth/login", Map.of("username", email, "password", password, "_csrf", value.group(1)))
                        .header("origin", issuer.toString())
                        .header("referer", location));
        if (answer.headers().firstValue("location").orElse("").contains("/auth/login")) {
            throw new SetupFailure("token: there is no demo account " + email + " that may sign in; bin/up names them");
        }
        return answer;
    }

    private static String code(String location, String email, String scopes) {
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
        if (code.find()) {
            return code.group(1);
        }
        if (location.contains("error=invalid_scope")) {
            throw new SetupFailure("token: not all of these are scopes that demo-native may ask for: " + scopes);
        }
        throw new SetupFailure("token: " + email + " was refused: " + location);
    }

    private String exchange(String code, String redirect, String verifier) {
        return accessToken(send(post(
                issuer + "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "demo-native",
                        "code",
                        java.net.URLDecoder.decode(code, StandardCharsets.UTF_8),
                        "redirect_uri",
                        redirect,
                        "code_verifier",
                        verifier))));
    }

    private static String accessToken(HttpResponse<String> response) {
        JsonNode body = response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.createObjectNode();
        if (response.statusCode() != 200 || !body.has("access_token")) {
            throw new SetupFailure("token: refused with status " + response.statusCode() + " "
                    + body.path("error").asString(""));
        }
        return body.get("access_token").asString();
    }

    private HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("accept", "text/html"));
    }

    private static HttpRequest.Builder post(String url, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("accept", "text/html,application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SetupFailure("token: " + issuer + " does not answer; is bin/up running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("token: interrupted", e);
        }
    }

    private static String absolute(HttpResponse<String> page, String location) {
        return page.uri().resolve(location).toString();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
