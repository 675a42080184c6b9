using Archiver.Cli;

args = ProcessBytes.Arguments(args);
var session = Session.OfProcess();
CommandLine.ExplainUnhandled(session, args);
return CommandLine.Run(args, session);
