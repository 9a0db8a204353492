package io.aula.courses.captions.hearing;

import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For {@code bin/captions}; the gateway leads nobody here. */
@RestController
class HearingController {
    private final Hearing hearing;

    HearingController(Hearing hearing) {
        this.hearing = hearing;
    }

    @PostMapping("/internal/captions")
    Map<String, Integer> askAgain() {
        return Map.of("asked", hearing.askAgain());
    }
}
