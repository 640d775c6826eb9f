/** What the user can mend; the container's `UserError`. */
export class UserError extends Error {}

/** The data are too many, XGBoost refuses what is not the data's fault, or the library broke off and tells nobody why. */
export class FitFailed extends Error {}

/** Source: aws/sagemaker-xgboost-container, `algorithm_mode/train.py`: what is on none of its lists of users' errors. */
export function trainCallFailed(message: string): FitFailed {
  return new FitFailed(`XGB train call failed with exception:\n ${message}`);
}
