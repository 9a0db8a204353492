package io.aula.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"ana@aula.test", "Ana@Aula.Test", " ANA@aula.test\u00a0", "\u200bana@aula.test\ufeff"})
    void anAddressHasOneFormHoweverItIsTyped(String typed) {
        assertThat(EmailAddress.of(typed)).isEqualTo(new EmailAddress("ana@aula.test"));
    }

    @Test
    void aComposedLetterAndAForeignDomainHaveOneFormToo() {
        assertThat(EmailAddress.of("nun\u0303ez@espan\u0303a.test"))
                .isEqualTo(EmailAddress.of("NU\u00d1EZ@ESPA\u00d1A.test"));
        assertThat(EmailAddress.of("a@espa\u00f1a.test").value()).isEqualTo("a@xn--espaa-rta.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@aula.test",
                "ana@aula",
                "a b@aula.test",
                "a@b@aula.test",
                "a,b@aula.test",
                "<a>@aula.test"
            })
    void whatCannotBeAnAddressIsNone(String typed) {
        assertThat(EmailAddress.of(typed).isPlausible()).isFalse();
    }
}
