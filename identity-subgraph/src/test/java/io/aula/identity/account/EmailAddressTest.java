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
                "<a>@aula.test",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "a@127.0.0.1",
                "a@aula.test.",
                "a@-aula.test",
                "a@aula..test",
                "a@aula_x.test",
                "a@.test"
            })
    void whatCannotBeAnAddressIsNone(String typed) {
        assertThat(EmailAddress.of(typed).isPlausible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200bna@aula.test",
                "a\u202ena@aula.test",
                "a\u00adna@aula.test",
                "a\ufe0fna@aula.test",
                "a\u3164na@aula.test",
                "ana@au\u200bla.test",
                "ana@au\u00adla.test"
            })
    void anAddressWithALetterThatNobodySeesIsNone(String typed) {
        assertThat(EmailAddress.of(typed).isPlausible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana+x@mail.aula.test", "o'brien@xn--espaa-rta.test", "\u00f1@aula.xn--p1ai", "a@b-c.co"})
    void unusualAddressesAreAddressesToo(String typed) {
        assertThat(EmailAddress.of(typed).isPlausible()).isTrue();
    }
}
