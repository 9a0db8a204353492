package io.aula.platform.translation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any service that speaks LibreTranslate's HTTP API: {@code GET /languages}, {@code POST /translate}. */
final class LibreTranslate implements Engine {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LISTED = Duration.ofMinutes(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LARGEST = 4 << 20;

    private final URI address;
    private final String key;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private volatile Pairs pairs = new Pairs(Set.of(), Instant.MIN);

    /** @param key is sent along when it is not empty */
    LibreTranslate(URI address, String key, Clock clock) {
        String base = address.toString();
        this.address = URI.create(base.endsWith("/") ? base : base + "/");
        this.key = key;
        this.clock = clock;
    }

    private record Pairs(Set<LanguagePair> all, Instant until) {}

    @Override
    public String name() {
        return "libretranslate";
    }

    @Override
    public boolean translates(LanguagePair pair) {
        if (!pairs.until().isAfter(clock.instant())) {
            pairs = new Pairs(listed(), clock.instant().plus(LISTED));
        }
        return pairs.all().contains(pair);
    }

    private Set<LanguagePair> listed() {
        Set<LanguagePair> found = new HashSet<>();
        try {
            for (JsonNode language : ask(HttpRequest.newBuilder(address.resolve("languages")))) {
                String from = language.path("code").asString("");
                language.path("targets").forEach(to -> found.add(new LanguagePair(from, to.asString(""))));
            }
        } catch (TranslationException e) {
            return Set.of(); // asked again in a while
        }
        return found;
    }

    @Override
    public List<String> translate(LanguagePair pair, List<String> texts) {
        Map<String, Object> question =
                new HashMap<>(Map.of("q", texts, "source", pair.from(), "target", pair.to(), "format", "text"));
        if (!key.isEmpty()) {
            question.put("api_key", key);
        }
        JsonNode answer = ask(HttpRequest.newBuilder(address.resolve("translate"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question))));
        return answer.path("translatedText")
                .valueStream()
                .map(text -> text.asString(""))
                .toList();
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LARGEST);
                if (response.statusCode() != 200) {
                    throw new TranslationException("LibreTranslate answers " + response.statusCode());
                }
                return JSON.readTree(bytes);
            }
        } catch (IOException | JacksonException e) {
            throw new TranslationException("ask LibreTranslate", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TranslationException("interrupted", e);
        }
    }
}
