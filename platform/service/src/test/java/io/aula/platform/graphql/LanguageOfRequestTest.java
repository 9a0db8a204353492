package io.aula.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

final class LanguageOfRequestTest {

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void theLanguageOutlivesItsRequest() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        LocaleContextHolder.setLocaleContext(() -> {
            if (isOver.get()) {
                throw new IllegalStateException("The request object has been recycled");
            }
            return Locale.forLanguageTag("es");
        });
        ContextSnapshot taken = ContextSnapshotFactory.builder().build().captureAll();
        isOver.set(true);
        LocaleContextHolder.resetLocaleContext();

        assertThat(taken.wrap(() -> LocaleContextHolder.getLocale()).call().getLanguage())
                .isEqualTo("es");
    }
}
