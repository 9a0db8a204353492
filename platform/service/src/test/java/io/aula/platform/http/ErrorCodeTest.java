package io.aula.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "413, CONTENT_TOO_LARGE",
        "414, URI_TOO_LONG",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "422, BAD_REQUEST",
        "429, TOO_MANY_REQUESTS",
        "431, REQUEST_HEADER_FIELDS_TOO_LARGE",
        "500, INTERNAL",
        "503, SERVICE_UNAVAILABLE",
        "599, INTERNAL"
    })
    void theCodeOfAStatusIsOursAndStaysAsItIs(int status, String code) {
        assertThat(ErrorBody.of(status).code()).isEqualTo(code);
    }
}
