package io.aula.social.projection;

import io.aula.social.projection.Rebuild.Outcome;
import io.aula.social.projection.Rebuild.Progress;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For {@code bin/rebuild}. Private: the gateway has no route to it. */
@RestController
class RebuildController {
    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    record Begun(long generation) {}

    /** @param told how many of each kind their owners told of */
    record End(long generation, Map<String, Long> told) {
        End {
            told = Map.copyOf(told);
        }
    }

    /** @param problem empty when it is ended */
    record Answer(String problem, Map<String, Long> swept) {}

    @PostMapping("/internal/rebuild")
    Begun begin() {
        return new Begun(rebuild.begin());
    }

    @GetMapping("/internal/rebuild")
    Progress progress() {
        return rebuild.progress();
    }

    @PostMapping("/internal/rebuild/end")
    ResponseEntity<Answer> end(@RequestBody End end) {
        return switch (rebuild.end(end.generation(), end.told())) {
            case Outcome.Ended(Map<String, Long> swept) -> ResponseEntity.ok(new Answer("", swept));
            case Outcome.Overtaken(long by) -> refused("another rebuild, number " + by + ", was begun since");
            case Outcome.Incomplete incomplete ->
                refused("fewer arrived than were told of: " + String.join(", ", incomplete.missing()));
        };
    }

    private static ResponseEntity<Answer> refused(String problem) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(new Answer(problem, Map.of()));
    }
}
