package io.aula.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {

    @Test
    void aLongIsAnOptionalMinusAndDigits() {
        assertThat(parse(Scalars.LONG, "0")).isEqualTo(0L);
        assertThat(parse(Scalars.LONG, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(parse(Scalars.LONG, 1000)).isEqualTo(1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "", "-", " 5", "5 ", "5.0", "1e3", "0x10", "٥", "9223372036854775808", "--5"})
    void nothingElseIsALong(String text) {
        assertThatThrownBy(() -> parse(Scalars.LONG, text))
                .isInstanceOf(CoercingParseValueException.class)
                .hasMessageContaining("Long: ");
    }

    @Test
    void aLocaleIsAWholeLanguageTag() {
        assertThat(parse(Scalars.LOCALE, "es-MX")).isEqualTo("es-MX");
        for (String wrong : new String[] {"", "es_MX", "es-", "español", "es-!", "x-klingon"}) {
            assertThatThrownBy(() -> parse(Scalars.LOCALE, wrong)).isInstanceOf(CoercingParseValueException.class);
        }
    }

    @Test
    void aLocaleIsWrittenAsBcp47WritesIt() {
        assertThat(parse(Scalars.LOCALE, "ES")).isEqualTo("es");
        assertThat(parse(Scalars.LOCALE, "pt-br")).isEqualTo("pt-BR");
        assertThat(parse(Scalars.LOCALE, "zh-hant-tw")).isEqualTo("zh-Hant-TW");
    }

    @Test
    void theLastMomentOfAYearIsNotRoundedIntoTheNextOne() {
        assertThat(parse(Scalars.DATE_TIME, "9999-12-31T23:59:59.999999999Z"))
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
    }

    private static Object parse(GraphQLScalarType scalar, Object input) {
        return scalar.getCoercing().parseValue(input, GraphQLContext.getDefault(), Locale.ENGLISH);
    }
}
