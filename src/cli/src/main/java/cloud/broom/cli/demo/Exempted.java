package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Reports;
import java.util.List;

/** Objects that qualify and that somebody has said must not go. */
record Exempted(Reports reports) implements Scene {
    @Override
    public void play(Stage stage) {
        Pile pile = new Pile(reports, "exempt", 10);
        pile.stale(stage, "audit-1.csv", "audit-2.csv", "3.csv", "4.csv", "5.csv");
        stage.say("Exempt: auditors need two of five stale objects.");
        stage.type("exempt", "add", pile.key("audit-*"), "--owner", "auditors", "--reason", "audit of 2026");
        Answer answer = pile.apply(stage);
        List<String> left = pile.left(stage);
        stage.say("  " + answer.exempt() + " exempt, " + answer.done() + " deleted. A listing has " + left + ".");
        stage.expect("exempt", 2, answer.exempt());
        stage.expect("found", 3, answer.found());
        stage.expect("done", 3, answer.done());
        stage.expect("left", List.of("audit-1.csv", "audit-2.csv"), left);
    }
}
