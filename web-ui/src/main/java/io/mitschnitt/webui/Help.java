package io.mitschnitt.webui;

/** What {@code --help} says. */
final class Help {

  static final String TEXT = """
      usage: mitschnitt [COMMAND] [--conf FILE] [--data DIR] [--demo]

        run             the product in one process; the default
          --self-test            with --demo: places a call of each consent mode, checks the recordings, ends
          --keep-evidence DIR    with --self-test: keeps each recording's evidence and the log there
        check-config    reads the configuration and says what is wrong with it
        user list | add NAME --role ROLE[,ROLE…] | passwd NAME | remove NAME
                        accounts; a password is asked for, or read from standard input
        recover         finishes recordings that a crash left behind, then ends
        simulate-policy --from NUMBER --to NUMBER
                        what would be made of a call now: the mode first, then the reasons
          --since DATE           instead: past calls since that day, compared; the product must not be running
          --draft FILE           as if this were said on top of the configuration; its rules count instead of ours
        export --into DIR
                        recordings as files, their facts as JSON beside them; the product must not be running
          --since DATE, --until DATE, --number PART, --agent NAME    which ones; else all
          --format mp3|wav|flac|ogg|bundle    default mp3; a bundle is the evidence as a zip, and wants --reason TEXT
        import FILE… --started TIME --keep RULE[,RULE…] --reason TEXT
                        WAV, MP3 and Ogg Opus recorded elsewhere; marked as such; the product must not be running
          --number NUMBER, --name TEXT, --agent NAME, --direction inbound|outbound, --left customer|agent, --zone ZONE
        verify-evidence FILE|DIR [PUBLIC-KEY]
                        checks evidence bundles or a copied log, offline; says what is wrong
        rotate-evidence-key
                        a new key signs the evidence log from now on, both keys sign that; the product must not be running
        doctor          looks whether this machine and this configuration fit together

        --conf FILE     default conf/mitschnitt.yaml; trunks.yaml, agents.yaml, policies.yaml, jurisdictions.yaml are looked for beside it
        --data DIR      where everything under data/ goes instead
        --demo          with a built-in carrier, agents and people
        --help, --version

      Settings can be overridden by environment variables: http.port is MITSCHNITT_HTTP_PORT.
      Exit codes: 0 all is well, 1 a check failed, 2 wrong use or a configuration that cannot be used.""";

  private Help() {}
}
