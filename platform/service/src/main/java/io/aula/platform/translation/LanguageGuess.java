package io.aula.platform.translation;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which language a text is in, by its letters and its smallest words. Good for a sentence of one of a few languages; what could
 * be two of them is none.
 */
public final class LanguageGuess {
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}']+");

    /** A script that nearly always means one language. */
    private static final Map<UnicodeScript, String> SCRIPTS = Map.of(
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HAN, "zh",
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.CYRILLIC, "ru",
            UnicodeScript.GREEK, "el");

    private static final Map<String, Set<String>> WORDS = Map.of(
            "es",
            words(
                    "el la los las un una de del y que en es no se por con para como más pero su muy esta este esto qué cuando"
                            + " hay si porque yo mi te me lo está son gracias hola también ya todo bien clase vídeo"),
            "en",
            words(
                    "no the a an of and that in is it not for with as this but you are was have be on at to can how what when"
                            + " there if because my your i they we do does thanks hello also very so class video"),
            "pt",
            words("o os as um uma do da dos das e que em não se por com para como mais mas seu muito esta este isto"
                    + " quando há porque eu meu você está são obrigado olá também já tudo aula"),
            "fr",
            words("le la les un une de des du et que en est ne pas se par avec pour comme plus mais son très cette ce"
                    + " quand il si je mon vous nous sont merci bonjour aussi tout dans au"),
            "it",
            words("il lo la gli le un una di del della e che in è non si per con come più ma suo molto questa questo"
                    + " quando io mio ti mi sono grazie ciao anche già tutto nel"),
            "de",
            words("der die das ein eine und dass in ist nicht sich für mit als mehr aber sehr diese dieser wenn es gibt"
                    + " weil ich mein sie wir sind danke hallo auch alles den dem zu wie"),
            "ca",
            words(
                    "el la els les un una de del i que en és no es per amb com més però molt aquesta aquest això quan hi ha"
                            + " perquè jo meu són gràcies hola també tot bé"));

    private LanguageGuess() {}

    /** @return its two letters (ISO 639-1); empty when nothing tells, or two languages are as likely */
    public static Optional<String> of(String text) {
        Optional<String> byScript = byScript(text);
        if (byScript.isPresent()) {
            return byScript;
        }
        List<String> said = List.of(NOT_A_LETTER.split(text.toLowerCase(Locale.ROOT)));
        Map<String, Long> scores = new HashMap<>();
        WORDS.forEach((language, words) -> {
            long score = said.stream().filter(words::contains).count() + 2 * letters(language, text);
            if (score > 0) {
                scores.put(language, score);
            }
        });
        long best = scores.values().stream().max(Long::compare).orElse(0L);
        List<String> leading = scores.entrySet().stream()
                .filter(score -> score.getValue() == best)
                .map(Map.Entry::getKey)
                .toList();
        // Catalan shares its smallest words with Spanish, and has fewer readers to be wrong about.
        List<String> likely = leading.size() > 1
                ? leading.stream().filter(language -> !language.equals("ca")).toList()
                : leading;
        return likely.size() == 1 ? Optional.of(likely.getFirst()) : Optional.empty();
    }

    /** The words that tell a language by its two letters; none where it is not among those known. */
    static Set<String> smallWords(String language) {
        return WORDS.getOrDefault(language, Set.of());
    }

    private static Optional<String> byScript(String text) {
        Map<UnicodeScript, Long> counts = text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .collect(Collectors.groupingBy(script -> script, Collectors.counting()));
        // Japanese is written with Chinese characters between its own.
        if (counts.containsKey(UnicodeScript.HIRAGANA) || counts.containsKey(UnicodeScript.KATAKANA)) {
            return Optional.of("ja");
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .map(SCRIPTS::get);
    }

    /** Whether it has letters that few others have. */
    private static int letters(String language, String text) {
        String telling = switch (language) {
            case "es" -> "(?s).*([ñ¿¡]|[cs]ión\\b).*";
            case "pt" -> "(?s).*[ãõ].*";
            case "de" -> "(?s).*[ßä].*";
            case "ca" -> "(?s).*l·l.*";
            default -> "";
        };
        return !telling.isEmpty() && text.toLowerCase(Locale.ROOT).matches(telling) ? 1 : 0;
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(" ")).collect(Collectors.toSet());
    }
}
