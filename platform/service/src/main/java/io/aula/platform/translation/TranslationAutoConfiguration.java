package io.aula.platform.translation;

import io.aula.platform.messaging.MessagingAutoConfiguration;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The engines of this installation: a LibreTranslate service where {@code aula.translation.libretranslate-url} names one, then
 * the program {@code aula.translation.apertium} ({@code apertium} unless it is set to nothing).
 */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
public class TranslationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Translator translator(
            @Value("${aula.translation.libretranslate-url:}") String libreTranslate,
            @Value("${aula.translation.libretranslate-key:}") String key,
            @Value("${aula.translation.apertium:apertium}") String apertium,
            Clock clock) {
        List<Engine> engines = new ArrayList<>();
        if (!libreTranslate.isBlank()) {
            engines.add(new LibreTranslate(URI.create(libreTranslate), key, clock));
        }
        if (!apertium.isBlank()) {
            engines.add(new Apertium(apertium, clock));
        }
        return new Translator(engines);
    }
}
