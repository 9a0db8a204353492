package io.aula.platform.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TranslatorTest {
    private static final LanguagePair PAIR = LanguagePair.of("es-MX", "en");

    @Test
    void glossaryCodeAndNamesComeOutAsTheyWentIn() {
        assertThat(translated(
                        text -> "«" + text.toLowerCase() + "»",
                        "Hoy explica Ada Lovelace qué hace findById() en Express con SQL y user_name",
                        "express"))
                .isEqualTo("«hoy explica Ada Lovelace qué hace findById() en Express con SQL y user_name»");
        assertThat(translated(
                        text -> "x " + text, "escribe a ana@example.org o mira https://example.org/a?b=1 con #etcd"))
                .isEqualTo("x escribe a ana@example.org o mira https://example.org/a?b=1 con #etcd");
    }

    @Test
    void namesOfOneWordStayWithinASentence() {
        assertThat(translated(String::toLowerCase, "Hola. Luz pregunta a Pilar, y Pilar a José-María."))
                .isEqualTo("hola. luz pregunta a Pilar, y Pilar a José-María.");
        assertThat(fromEnglish("Then Mark shows it to Joy, and McDonald waits in 2020 Will"))
                .isEqualTo("then Mark shows it to Joy, and McDonald waits in 2020 Will");
    }

    @Test
    void whatEveryLanguageHasAWordForIsNoName() {
        assertThat(fromEnglish("we meet on Monday in July to speak Spanish in Spain and the United States"))
                .isEqualTo("we meet on monday in july to speak spanish in spain and the united states");
        assertThat(fromEnglish("first a table And then The index")).isEqualTo("first a table and then the index");
    }

    @Test
    void theWordsOfAHeadingAreNoNames() {
        assertThat(fromEnglish("How Tables And Indexes Are Kept On Disk"))
                .isEqualTo("how tables and indexes are kept on disk");
    }

    @Test
    void aLanguageThatWritesNounsLikeNamesKeepsNamesOfTwoWords() {
        Translator german = new Translator(List.of(engine(String::toLowerCase, new LanguagePair("de", "es"))));
        assertThat(german.translate(
                        LanguagePair.of("de", "es"), List.of("heute trinkt Anna Weber das Wasser"), List.of()))
                .containsExactly("heute trinkt Anna Weber das wasser");
    }

    @Test
    void captionsInCapitalsAreTranslatedToo() {
        assertThat(translated(String::toLowerCase, "HOY VEMOS LOS ÍNDICES DE SQL", "sql"))
                .isEqualTo("hoy vemos los índices de SQL");
        assertThat(translated(String::toLowerCase, "SQL")).isEqualTo("SQL");
    }

    @Test
    void aWordOfTheGlossaryIsNoPartOfAnother() {
        assertThat(translated(String::toUpperCase, "la tabla y las tablas", "tabla"))
                .isEqualTo("LA tabla Y LAS TABLAS");
    }

    @Test
    void anEngineThatLosesAKeptWordIsAskedWithoutHidingIt() {
        assertThat(translated(text -> text.replaceAll("Qzx\\w+", "").toUpperCase(), "usa SQL ya"))
                .isEqualTo("USA SQL YA");
    }

    @Test
    void marksOfUnknownWordsDoNotReachTheReader() {
        assertThat(translated(text -> "The **índice @is *#fast, 3*4", "da igual"))
                .isEqualTo("The índice is fast, 3*4");
    }

    @Test
    void asManyTextsComeBackAsWentInAlsoInBatches() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            texts.add("uno  dos\nlínea " + (char) ('a' + i % 26));
        }
        List<String> made = new Translator(List.of(engine(String::toUpperCase))).translate(PAIR, texts, List.of());
        assertThat(made).hasSize(250).startsWith("UNO DOS LÍNEA A", "UNO DOS LÍNEA B");
    }

    @Test
    void anEngineThatJoinsTextsIsNotBelieved() {
        Engine joining = new Engine() {
            @Override
            public String name() {
                return "joining";
            }

            @Override
            public boolean translates(LanguagePair pair) {
                return true;
            }

            @Override
            public List<String> translate(LanguagePair pair, List<String> texts) {
                return List.of(String.join(" ", texts));
            }
        };
        assertThatThrownBy(() -> new Translator(List.of(joining)).translate(PAIR, List.of("a", "b"), List.of()))
                .isInstanceOf(TranslationException.class);
    }

    @Test
    void aPairThatNobodyTranslatesHasNoEngine() {
        Translator translator = new Translator(List.of(engine(text -> text)));
        assertThat(translator.engine(PAIR)).contains("fake");
        assertThat(translator.engine(LanguagePair.of("es", "ja"))).isEmpty();
    }

    private static String translated(UnaryOperator<String> by, String text, String... glossary) {
        return new Translator(List.of(engine(by)))
                .translate(PAIR, List.of(text), List.of(glossary))
                .getFirst();
    }

    private static String fromEnglish(String text) {
        LanguagePair pair = LanguagePair.of("en", "es");
        return new Translator(List.of(engine(String::toLowerCase, pair)))
                .translate(pair, List.of(text), List.of())
                .getFirst();
    }

    private static Engine engine(UnaryOperator<String> by) {
        return engine(by, new LanguagePair("es", "en"));
    }

    private static Engine engine(UnaryOperator<String> by, LanguagePair known) {
        return new Engine() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public boolean translates(LanguagePair pair) {
                return pair.equals(known);
            }

            @Override
            public List<String> translate(LanguagePair pair, List<String> texts) {
                return texts.stream().map(by).toList();
            }
        };
    }
}
