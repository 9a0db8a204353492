package io.aula.platform.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es | ¿Por qué el planificador no usa el índice?",
                "es | Gracias, muy buena explicación",
                "es | La primera versión del texto",
                "es | La segunda es otra",
                "en | Why does the planner not use the index?",
                "en | Thanks, that was very clear",
                "pt | Por que o índice não é usado quando há muitas linhas?",
                "fr | Pourquoi le planificateur ne l'utilise pas dans ce cas ?",
                "it | Perché il pianificatore non usa questo indice?",
                "de | Warum wird der Index nicht benutzt, wenn es viele Zeilen gibt?",
                "ca | Per què el planificador no fa servir aquest índex amb això?",
                "ja | インデックスはなぜ使われませんか",
                "zh | 为什么不使用索引",
                "ru | Почему индекс не используется?",
            })
    void tellsALanguageByOneSentence(String language, String text) {
        assertThat(LanguageGuess.of(text)).contains(language);
    }

    @Test
    void saysNothingOfWhatCouldBeTwoLanguagesOrNone() {
        assertThat(LanguageGuess.of("PostgreSQL 17")).isEmpty();
        assertThat(LanguageGuess.of("👍👍")).isEmpty();
        assertThat(LanguageGuess.of("")).isEmpty();
        assertThat(LanguageGuess.of("no")).isEmpty();
    }
}
