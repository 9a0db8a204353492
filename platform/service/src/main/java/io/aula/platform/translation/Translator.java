package io.aula.platform.translation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Translates with the first engine that knows the languages. Names, code and words of a glossary come out as they went in;
 * an engine's own marks do not come out at all.
 */
public final class Translator {
    private static final int MOST_AT_ONCE = 100;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    /** What Apertium puts before a word that it does not know, cannot inflect or cannot generate. */
    private static final Pattern MARK = Pattern.compile("(?<![\\p{L}\\p{N}])[*@#]+(?=\\p{L})");

    private final List<Engine> engines;

    public Translator(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    /** Which engine translates so; empty where none does. */
    public Optional<String> engine(LanguagePair pair) {
        return find(pair).map(Engine::name);
    }

    /**
     * Each text by itself, in the same order.
     *
     * @param kept words that stay as they are
     * @throws TranslationException when no engine translates so, or the engine fails: try later
     */
    public List<String> translate(LanguagePair pair, List<String> texts, Collection<String> kept) {
        Engine engine = find(pair)
                .orElseThrow(() -> new TranslationException("nothing translates " + pair.from() + " to " + pair.to()));
        KeptWords words = new KeptWords(kept, pair.from());
        List<String> translated = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += MOST_AT_ONCE) {
            translated.addAll(
                    some(engine, pair, texts.subList(from, Math.min(texts.size(), from + MOST_AT_ONCE)), words));
        }
        return translated;
    }

    private static List<String> some(Engine engine, LanguagePair pair, List<String> texts, KeptWords words) {
        List<KeptWords.Hidden> hidden = texts.stream()
                .map(text -> words.hide(SPACES.matcher(text.strip()).replaceAll(" ")))
                .toList();
        List<String> made = engine.translate(
                pair, hidden.stream().map(KeptWords.Hidden::text).toList());
        if (made.size() != texts.size()) {
            throw new TranslationException(engine.name() + " made " + made.size() + " texts of " + texts.size());
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            String clean = SPACES.matcher(
                            MARK.matcher(made.get(i)).replaceAll("").strip())
                    .replaceAll(" ");
            shown.add(
                    hidden.get(i).isWholeIn(clean) ? hidden.get(i).shown(clean) : plainly(engine, pair, texts.get(i)));
        }
        return shown;
    }

    /** A word that is translated by mistake is better than one that is gone. */
    private static String plainly(Engine engine, LanguagePair pair, String text) {
        List<String> made =
                engine.translate(pair, List.of(SPACES.matcher(text.strip()).replaceAll(" ")));
        if (made.size() != 1) {
            throw new TranslationException(engine.name() + " made " + made.size() + " texts of one");
        }
        return SPACES.matcher(MARK.matcher(made.getFirst()).replaceAll("").strip())
                .replaceAll(" ");
    }

    private Optional<Engine> find(LanguagePair pair) {
        return engines.stream().filter(engine -> engine.translates(pair)).findFirst();
    }
}
