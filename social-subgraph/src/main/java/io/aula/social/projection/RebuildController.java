package io.aula.social.projection;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever runs the platform. Private: the gateway has no route to it. */
@RestController
class RebuildController {
    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    record Rebuilt(int applied) {}

    @PostMapping("/internal/rebuild")
    Rebuilt rebuild() {
        return new Rebuilt(rebuild.run());
    }
}
