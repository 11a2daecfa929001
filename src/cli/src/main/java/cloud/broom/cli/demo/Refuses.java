package cloud.broom.cli.demo;

import cloud.broom.cli.local.Reports;
import cloud.broom.cli.local.Sandbox;

/** What qualifies and stays all the same, and what went and comes back. */
record Refuses() implements Chapter {
    @Override
    public String title() {
        return "What Broom refuses";
    }

    @Override
    public String shown(Stage stage) {
        return "what was unread, over a limit, not in the approved plan, exempt or rewritten stayed; an undo brought back "
                + (Sandbox.VERSIONED - 1) + " of " + (Sandbox.VERSIONED - 1);
    }

    @Override
    public void play(Stage stage) {
        Reports reports = stage.sandbox().createReports();
        stage.play(new TagsUnread(reports));
        stage.play(new LimitBreached(reports));
        stage.play(new Exempted(reports));
        stage.play(new Rewritten(reports));
        stage.play(new Undone());
    }
}
