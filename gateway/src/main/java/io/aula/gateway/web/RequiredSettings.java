package io.aula.gateway.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the environment must hold before anything starts; in production also what has a default for one machine only. */
final class RequiredSettings {
    private static final Map<String, String> ALWAYS = ordered(
            "AULA_SESSION_KEYS", "NAME:base64 of 32 random bytes, which seal the session's cookie",
            "AULA_SPA_CLIENT_SECRET", "a long random text, the same as identity's",
            "AULA_MEDIA_KEYS", "NAME:base64 of 32 random bytes, the same as courses'",
            "AULA_OBJECT_STORE_URL", "where files are kept, as s3://BUCKET or file:///FOLDER");
    private static final Map<String, String> IN_PRODUCTION = ordered(
            "AULA_PUBLIC_URL", "the address people use, as https://aula.example",
            "AULA_GATEWAY_KEY", "base64url of 32 random bytes, the same as identity's",
            "AULA_IDENTITY_URL", "where identity listens, as http://identity:31201",
            "AULA_COURSES_URL", "where courses listens, as http://courses:31202",
            "AULA_SOCIAL_URL", "where social listens, as http://social:31203");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RequiredSettings() {}

    /** One line for each that is missing or cannot be meant; none if all is well. */
    static List<String> faults(Map<String, String> environment) {
        List<String> faults = new ArrayList<>();
        boolean isProduction = environment.getOrDefault("AULA_PROFILE", "").equals("production");
        addMissing(ALWAYS, environment, faults);
        if (isProduction) {
            addMissing(IN_PRODUCTION, environment, faults);
            addUnsafe(environment.getOrDefault("AULA_PUBLIC_URL", ""), faults);
        }
        return faults;
    }

    private static void addMissing(Map<String, String> needed, Map<String, String> environment, List<String> faults) {
        needed.forEach((name, meaning) -> {
            if (environment.getOrDefault(name, "").isBlank()) {
                faults.add(name + " is missing: " + meaning);
            }
        });
    }

    /** A session's cookie must not travel in the clear. */
    private static void addUnsafe(String publicUrl, List<String> faults) {
        if (publicUrl.isBlank()) {
            return;
        }
        try {
            URI url = URI.create(publicUrl);
            boolean isLoopback = url.getHost() != null && LOOPBACK.contains(url.getHost());
            if ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLoopback) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        faults.add(
                "AULA_PUBLIC_URL=" + publicUrl + " will not do: production wants https://, or http:// of this machine");
    }

    private static Map<String, String> ordered(String... namesAndMeanings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndMeanings.length; i += 2) {
            map.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
        }
        return map;
    }
}
