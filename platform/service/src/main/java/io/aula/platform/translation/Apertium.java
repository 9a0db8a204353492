package io.aula.platform.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The program of that name, a process for each call. Source: {@code apertium(1)}. */
final class Apertium implements Engine {
    private static final Duration LISTED = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LARGEST = 4 << 20;
    /** A blank line ends a sentence, so that no rule reaches over it. */
    private static final String BETWEEN = "\n\n";

    private final String command;
    private final Clock clock;
    private volatile Modes modes = new Modes(Set.of(), Instant.MIN);

    Apertium(String command, Clock clock) {
        this.command = command;
        this.clock = clock;
    }

    private record Modes(Set<String> names, Instant until) {}

    @Override
    public String name() {
        return "apertium";
    }

    @Override
    public boolean translates(LanguagePair pair) {
        if (!modes.until().isAfter(clock.instant())) {
            modes = new Modes(listed(), clock.instant().plus(LISTED));
        }
        return modes.names().contains(mode(pair));
    }

    private Set<String> listed() {
        try {
            return run(List.of(command, "-l"), "").lines().map(String::strip).collect(Collectors.toSet());
        } catch (TranslationException e) {
            return Set.of(); // it is not installed
        }
    }

    /** It names languages by three letters. */
    private static String mode(LanguagePair pair) {
        return three(pair.from()) + "-" + three(pair.to());
    }

    /** Anybody may ask for a language that has the form of one and is none: nothing translates it. */
    private static String three(String language) {
        try {
            return Locale.of(language).getISO3Language();
        } catch (MissingResourceException e) {
            return language;
        }
    }

    @Override
    public List<String> translate(LanguagePair pair, List<String> texts) {
        List<String> made = together(pair, texts);
        if (made.size() == texts.size()) {
            return made;
        }
        // Some sign in them joined or parted the texts: each by itself cannot be confused with another.
        return texts.stream()
                .map(text -> String.join(" ", together(pair, List.of(text))))
                .toList();
    }

    private List<String> together(LanguagePair pair, List<String> texts) {
        String made = run(List.of(command, "-u", "-f", "txt", mode(pair)), String.join(BETWEEN, texts) + "\n");
        return Arrays.stream(made.strip().split("\\n\\s*\\n"))
                .map(String::strip)
                .toList();
    }

    private static String run(List<String> words, String input) {
        Process process;
        try {
            process = new ProcessBuilder(new ArrayList<>(words))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new TranslationException("start " + words.getFirst(), e);
        }
        try {
            return answer(process, input);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new TranslationException(String.join(" ", words) + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TranslationException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Its answer is read while it is written to: it begins before it has everything. */
    private static String answer(Process process, String input)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> {
            try (InputStream out = process.getInputStream()) {
                return out.readNBytes(LARGEST);
            }
        });
        Thread.ofVirtual().name("apertium").start(reading);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = reading.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("it failed");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
