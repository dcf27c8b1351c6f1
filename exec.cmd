@rem The scripts in package.json begin with `exec`, so that signals reach Node; here it means: run.
@%*
