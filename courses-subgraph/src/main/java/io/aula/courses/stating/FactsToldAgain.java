package io.aula.courses.stating;

import io.aula.courses.stating.Facts.Told;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For {@code bin/rebuild}. The gateway leads nobody here. */
@RestController
class FactsToldAgain {
    private final List<Facts> all;
    private final TransactionTemplate transaction;

    FactsToldAgain(List<Facts> all, TransactionTemplate transaction) {
        this.all = List.copyOf(all);
        this.transaction = transaction;
    }

    /** How many of each kind; a page that fails leaves those before it told. */
    @PostMapping("/internal/facts")
    Map<String, Integer> tell() {
        Map<String, Integer> told = new TreeMap<>();
        all.forEach(facts -> told.put(facts.kind(), tell(facts)));
        return told;
    }

    private int tell(Facts facts) {
        int told = 0;
        Optional<String> place = Optional.of("");
        while (place.isPresent()) {
            String behind = place.get();
            Told page = Objects.requireNonNull(transaction.execute(status -> facts.tell(behind)));
            told += page.count();
            place = page.end();
        }
        return told;
    }
}
