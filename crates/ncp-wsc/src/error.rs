use transport_core::{NcpGatewayCode, service_codes, service_error};

service_error! {
    /// A call of this service ended without its response.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
    pub struct Error;

    /// The code of an error response: the service's, its gateway's, or one that this version does
    /// not know.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
    pub enum ErrorCode {
        /// A documented code of the service.
        Service(WscCode),
        /// A documented code of NAVER Cloud's API Gateway, in front of the service.
        Gateway(NcpGatewayCode),
    }
}

service_codes! {
    /// The codes of Web Security Checker itself.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>, response
    /// status codes.
    pub enum WscCode {
        /// Success.
        Success = 0, "success", Never;
        /// A temporary failure, or an instance id that does not exist.
        ApiCallFail = 901, "API Call Fail", IfIdempotent,
            "check the instance id, or try again later";
        /// No permission.
        AuthCheckError = 169201, "Auth Check Error", Never, auth,
            "subscribe to the service, and give a sub account the policy NCP_WEB_SECURITY_CHECKER_MANAGER (or ..._VIEWER to read)";
        /// The account's information could not be verified.
        UserCheckError = 169202, "User Check Error", Never, auth,
            "check the account's registration and its payment method in the console";
        /// The scheme of the action URL is wrong.
        ActionUrlCheckError = 160331, "ActionURL Check Error", Never,
            "check that the URL is right and can be reached";
        /// The ID or password parameter holds a value that is not allowed.
        LoginParamCheckError = 160332, "Param Check Error", Never,
            "check the ID and password parameters of the login";
        /// The login to the scanned site failed.
        LoginCheckFail = 160351, "Login_Check_Fail", Never,
            "check the login, or give the session's cookies as Headers";
        /// The action URL cannot be reached.
        UrlConnectionError = 160353, "URL Connection Error", Never,
            "check that the URL is right and can be reached";
        /// A value is not allowed.
        ParamCheckError = 160431, "Param Check Error", Never,
            "check the values given, the URL first";
        /// A value is missing.
        ParamCheckNull = 160432, "Param Check Null", Never,
            "give every required value";
        /// A value is not defined.
        ParamValueNotDefined = 160433, "Param Value Not Define", Never,
            "check the items, the user agent and the speed for one that is not documented";
        /// Registering the job failed.
        DbExecuteQueryError = 160441, "DB Execute Query Error", IfIdempotent,
            "try again later";
        /// The target is not the customer's NAVER Cloud asset.
        AssetsCheckFail = 160451, "Assets_Check_Fail", Never,
            "only servers created on NAVER Cloud can be scanned";
        /// The schedule is full.
        QueueFull = 160452, "Queue_Full", Never,
            "wait until pending jobs are done";
        /// This target already has a job.
        AlreadyExists = 160453, "Already_Exists", Never,
            "wait for the job of this target, or cancel it";
        /// Too many jobs are pending.
        TooManyInsert = 160454, "TooMany_Insert", Never,
            "wait until pending jobs are done";
        /// A rule of re-scans is broken: same domain and IP, at most three within 60 days of the end of
        /// the first diagnosis.
        RescanCreateFailed = 160455, "ReScan Create failed", Never,
            "a re-scan needs the same domain and IP, at most three within 60 days of the end of the first scan";
        /// The third party's consent is missing.
        ManagedServiceConsentMissing = 160456, "Managed Service agree chk failed", Never,
            "hand in the third party's consent in the console";
        /// The third party's file is missing.
        ManagedServiceFileMissing = 160457, "Managed Service file chk failed", Never,
            "hand in the third party's file in the console";
        /// The report is older than one year.
        OpenPeriodExpired = 160701, "Open period expired", Never,
            "reports can be read for one year";
        /// There is nothing to cancel.
        NothingToCancel = 160842, "DB Matcing Data 0", Never,
            "it has started already or is over: stop it, or look at its state";
        /// The instance list and the records differ.
        RecordCountMismatch = 165244, "DB Data Record CNT Not Matching", Never;
    }
}

#[cfg(test)]
mod tests {
    use transport_core::DocumentedCode;

    use super::*;

    #[test]
    fn a_rejected_value_comes_with_a_next_step() {
        for code in WscCode::TABLE
            .iter()
            .skip_while(|code| !code.is(&transport_core::RawCode::Number(160_431)))
            .take(3)
        {
            assert!(DocumentedCode::remediation(code).is_some(), "{code}");
        }
    }
}
